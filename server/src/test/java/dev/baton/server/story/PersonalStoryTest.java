package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.baton.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** An order's number is personal here: who need not see it does not, and no log has it. */
@Timeout(240)
class PersonalStoryTest {
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> memory = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getLoggerName() + " " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };

    @TempDir
    private Path folder = Path.of("");

    private Optional<Shop> shop = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        memory.setContext(context);
        memory.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(memory);
        context.getLogger("dev.baton").setLevel(Level.DEBUG);
        var workspace = Shop.copy(folder.resolve("workspace"));
        change(
                workspace.resolve("contracts/damaged-order.yaml"),
                "orderId: {type: string,",
                "orderId: {type: string, x-personal: true,");
        change(workspace.resolve("people.yaml"), "  CUS-0002", "  nora: {roles: [auditor]}\n  CUS-0002");
        shop = Optional.of(new Shop(folder, workspace, Optional.empty()));
    }

    private static void change(Path file, String from, String to) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @AfterEach
    void close() {
        shop.ifPresent(Shop::close);
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(memory);
        context.getLogger("dev.baton").setLevel(null);
        memory.stop();
    }

    private String seen(String by, String path) {
        var answer = shop.orElseThrow().as(by).get(path);
        assertThat(answer.status()).as("%s as %s", path, by).isEqualTo(200);
        return answer.text();
    }

    private String waiting() throws InterruptedException {
        for (var i = 0; i < 300; i++) {
            var open = Json.parse(seen("lena", "/api/approvals?state=open")).asArray();
            if (!open.isEmpty()) {
                return open.getFirst().textAt("id").orElseThrow();
            }
            Thread.onSpinWait();
            shop.orElseThrow().as("omar").get("/api/runs?limit=1");
        }
        throw new AssertionError("nothing waits");
    }

    @Test
    void givenAPersonalField_thenItIsHiddenUntilWhoMaySeeItAsks_andThatIsKept() throws InterruptedException {
        var server = shop.orElseThrow();
        var submitted = server.submit("CUS-0001", Shop.LARGE, "refund");
        var run = submitted.textAt("run");
        var handoff = submitted.textAt("id");
        assertThat(seen("omar", "/api/handoffs/" + handoff)).as("who asked").contains(Shop.LARGE);
        var approval = waiting();

        for (var path : List.of(
                "/api/runs/" + run,
                "/api/runs/" + run + "/events",
                "/runs/" + run,
                "/api/approvals",
                "/api/approvals/" + approval,
                "/approvals",
                "/approvals/" + approval,
                "/api/inbox",
                "/api/inbox/" + approval,
                "/inbox",
                "/runs",
                "/api/runs")) {
            assertThat(seen("lena", path)).as(path).doesNotContain(Shop.LARGE);
        }
        assertThat(seen("nora", "/api/handoffs/" + handoff)).doesNotContain(Shop.LARGE);
        for (var path : List.of("/api/runs/" + run, "/api/approvals/" + approval)) {
            assertThat(server.as("nora").get(path + "?personal=show").status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(server.as("nora")
                        .get("/api/approvals/" + approval + "/always-allow")
                        .status())
                .isEqualTo(403);
        assertThat(seen("lena", "/api/runs/" + run + "/disclosures")).isEqualTo("[]");

        assertThat(seen("lena", "/api/approvals/" + approval + "?personal=show"))
                .contains(Shop.LARGE);
        assertThat(seen("lena", "/approvals/" + approval + "?personal=show")).contains(Shop.LARGE);
        assertThat(seen("omar", "/runs/" + run + "?personal=show")).contains(Shop.LARGE);
        assertThat(seen("lena", "/api/runs/" + run + "/disclosures"))
                .contains("person:lena", "person:omar")
                .doesNotContain("nora");
        var edit = server.as("lena")
                .post(
                        "/api/approvals/" + approval + "/decision",
                        "{\"decision\":\"edit\",\"args\":{\"orderId\":\"(personal)\"}}");
        assertThat(edit.status()).isEqualTo(400);

        server.as("lena").post("/api/approvals/" + approval + "/decision", "{\"decision\":\"approve\"}");
        var done = server.as("omar").get("/api/handoffs/" + handoff + "?wait=60s");
        assertThat(done.textAt("state")).isEqualTo("completed");
        assertThat(seen("lena", "/runs/" + run)).contains("REF-").doesNotContain(Shop.LARGE);
    }

    @Test
    void givenAStoryWithFaultsAndBadRequests_thenNoLineOfTheLogHasWhatIsPersonalOrSecret() {
        var server = shop.orElseThrow();
        server.fault("createRefund", "drop-after", 1);
        server.fault("addNote", "fail-before", 2);
        server.settle("CUS-0001", Shop.SMALL, "refund");
        server.settle("CUS-0001", Shop.FOREIGN, "refund");
        server.as("omar").post("/api/handoffs/damaged-order", "{\"input\":{\"orderId\":\"" + Shop.SMALL + "\"}}");
        server.as("omar").post("/api/handoffs/damaged-order", "{\"input\": \"" + Shop.SMALL);
        server.as("omar").get("/api/runs/" + Shop.SMALL);
        server.as("CUS-0001").post("/api/handoffs/" + Shop.SMALL + "/input", "{\"value\":1}");

        assertThat(server.effects("createRefund")).isEqualTo(1);
        assertThat(logged).as("something is logged at all").isNotEmpty();
        assertThat(logged)
                .noneMatch(line -> line.contains(Shop.SMALL)
                        || line.contains(Shop.FOREIGN)
                        || line.contains("CUS-0001")
                        || line.contains("backoffice-demo"));
    }
}
