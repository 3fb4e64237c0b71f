package dev.baton.server.door.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.story.Shop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks of the shop: what the card offers, what is asked back, what streams tell, and which tasks are listed. */
class A2aTasksTest {
    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Shop shop;

    @BeforeEach
    void open() throws InterruptedException {
        shop = new Shop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private A2aCalls as(String persona) {
        return new A2aCalls(shop.as(persona));
    }

    private static Json.Obj claim(String order, String key) {
        return A2aCalls.handIn("damaged-order", Shop.claim("CUS-0001", order, "refund"), key);
    }

    private static Json.Obj sending(Json.Obj message) {
        return Json.object("message", message).with("configuration", Json.object("returnImmediately", Json.bool(true)));
    }

    @Test
    void givenTheCard_thenItsSkillsAreTheContractsThatTheCallerMayUse_withTheirSchemas() {
        var card = shop.as("omar").get("/.well-known/agent-card.json");
        var lena = shop.as("lena").get("/.well-known/agent-card.json");
        var again = shop.as("omar").get("/.well-known/agent-card.json", "If-None-Match", card.header("ETag"));

        assertThat(card.json().get("skills").orElseThrow().asArray())
                .extracting(skill -> skill.textAt("id").orElse(""))
                .containsExactly("damaged-order");
        assertThat(card.text())
                .contains("My order arrived damaged")
                .contains("\"protocolBinding\":\"JSONRPC\"")
                .contains("\"protocolBinding\":\"HTTP+JSON\"")
                .contains("\"streaming\":true")
                .contains("^ORD-[0-9]{6}$");
        assertThat(card.header("Cache-Control")).contains("max-age=300");
        assertThat(lena.json().get("skills")).contains(Json.array());
        assertThat(again.status()).isEqualTo(304);
        assertThat(as("omar").call("GetExtendedAgentCard", Json.object()).get("result"))
                .contains(card.json());
    }

    @Test
    void givenWordsOnly_thenWhatIsNeededIsAskedBack_andNothingStarts() {
        var words = A2aCalls.message("w-1", Json.object("text", Json.text("My order arrived damaged")));
        var named = words.with("metadata", Json.object("skill", Json.text("damaged-order")));

        var contracts = as("omar").call("SendMessage", sending(words)).write();
        var fields = as("omar").call("SendMessage", sending(named)).write();

        assertThat(contracts)
                .contains("\"message\":{")
                .contains("words alone are not acted upon")
                .contains("damaged-order");
        assertThat(fields).contains("Which order is it?").contains("money back or a replacement");
        assertThat(shop.runs()).isEmpty();
    }

    @Test
    void givenAMissingField_thenTheErrorAsksForItInTheContractsWords() {
        var input = Shop.claim("CUS-0001", Shop.SMALL, "refund").without("wish");

        var answer = as("omar").call("SendMessage", sending(A2aCalls.handIn("damaged-order", input, "f-1")));

        assertThat(A2aCalls.code(answer)).isEqualTo(-32602);
        assertThat(answer.write())
                .contains("\"field\":\"/wish\"")
                .contains("Would you like your money back or a replacement?");
    }

    @Test
    void givenTheSkillInTheMetadata_thenTheDataIsTheInput_andTheAnswerWaitsForTheEnd() {
        var message = A2aCalls.message("s-1", Json.object("data", Shop.claim("CUS-0001", Shop.SMALL, "refund")))
                .with("metadata", Json.object("skill", Json.text("damaged-order")))
                .with("contextId", "holiday");

        var task = A2aCalls.task(as("omar").call("SendMessage", Json.object("message", message)));

        assertThat(A2aCalls.state(task)).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(task.textAt("contextId")).contains("holiday");
        assertThat(task.write())
                .contains("\"outcome\":\"refunded\"")
                .contains("\"artifactId\":\"receipt\"")
                .contains("\"messageId\":\"s-1\"");
    }

    @Test
    void givenTwoStreams_thenBothTellTheSameInTheSameOrder_untilTheEnd() throws IOException {
        var task = A2aCalls.task(as("omar").call("SendMessage", sending(claim(Shop.LARGE, "t-1"))));
        var id = task.textAt("id").orElseThrow();
        var revision = approvalAsked(id);
        try (var one = new Streamed(shop.url(), id);
                var other = new Streamed(shop.url(), id)) {
            one.next();
            other.next();
            as("omar").call("CancelTask", Json.object("id", Json.text(id)));

            assertThat(one.rest()).isEqualTo(other.rest()).isNotEmpty();
            assertThat(one.rest().getLast()).contains("TASK_STATE_CANCELED").contains("statusUpdate");
            assertThat(String.join("\n", one.rest())).contains("artifactUpdate");
        }
        assertThat(revision).isPositive();
        var over = as("omar").call("SubscribeToTask", Json.object("id", Json.text(id)));
        assertThat(A2aCalls.code(over)).isEqualTo(-32004);
        var late = A2aCalls.message("late", Json.object("data", Json.text("x"))).with("taskId", id);
        assertThat(A2aCalls.code(as("omar").call("SendMessage", Json.object("message", late))))
                .isEqualTo(-32004);
    }

    private long approvalAsked(String handoff) throws IOException {
        var run = handoff.replaceFirst("h-", "r-");
        try (var lines = shop.as("omar").lines("/api/runs/" + run + "/events")) {
            return lines.takeWhile(line -> !line.contains("\"ApprovalAsked\"")).count();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givenAMessageToATask_thenItsContextIsHeldTo_andOnlyAQuestionTakesAnAnswer() {
        var task = A2aCalls.task(as("omar").call("SendMessage", sending(claim(Shop.LARGE, "c-1"))));
        var id = task.textAt("id").orElseThrow();
        var answer =
                A2aCalls.message("c-2", Json.object("text", Json.text("go on"))).with("taskId", id);

        var elsewhere = as("omar").call("SendMessage", Json.object("message", answer.with("contextId", "other")));
        var unasked = as("omar").call("SendMessage", Json.object("message", answer));

        assertThat(A2aCalls.code(elsewhere)).isEqualTo(-32602);
        assertThat(A2aCalls.code(unasked)).isEqualTo(-32004);
        assertThat(unasked.write()).contains("does not ask anything");
    }

    @Test
    void givenSeveralTasks_thenThePagesListThem_theLastToChangeFirst_byContextAndState() throws Exception {
        var ids = new ArrayList<String>();
        for (var order : List.of(Shop.SMALL, Shop.LATE, Shop.LARGE)) {
            var message = claim(order, "l-" + order).with("contextId", order.equals(Shop.LARGE) ? "big" : "small");
            var task = A2aCalls.task(as("omar").call("SendMessage", sending(message)));
            ids.add(task.textAt("id").orElseThrow());
            await(task.textAt("id").orElseThrow(), order.equals(Shop.LARGE) ? "approval-required" : "ed");
        }
        awaitListed(3);

        var first = list("?pageSize=2");
        var second =
                list("?pageSize=2&pageToken=" + first.textAt("nextPageToken").orElseThrow());
        assertThat(listed(first)).containsExactly(ids.get(2), ids.get(1));
        assertThat(listed(second)).containsExactly(ids.get(0));
        assertThat(second.textAt("nextPageToken")).contains("");
        assertThat(first.get("totalSize")).contains(Json.number(3));
        assertThat(listed(list("?contextId=small"))).containsExactly(ids.get(1), ids.get(0));
        assertThat(listed(list("?status=TASK_STATE_WORKING"))).containsExactly(ids.get(2));
        assertThat(listed(list("?status=TASK_STATE_INPUT_REQUIRED"))).isEmpty();
        assertThat(listed(list("?statusTimestampAfter=2100-01-01T00:00:00Z"))).isEmpty();
        assertThat(list("").write()).doesNotContain("artifacts");
        assertThat(list("?includeArtifacts=true&status=TASK_STATE_COMPLETED").write())
                .contains("receipt");
        var customer = shop.as("CUS-0002").get("/a2a/tasks", "A2A-Version", "1.0");
        assertThat(customer.json().get("tasks")).contains(Json.array());
    }

    private Json.Obj list(String query) {
        return shop.as("omar").get("/a2a/tasks" + query, "A2A-Version", "1.0").json();
    }

    private static List<String> listed(Json.Obj page) {
        return page.get("tasks").orElseThrow().asArray().stream()
                .map(task -> task.textAt("id").orElse(""))
                .toList();
    }

    private void await(String handoff, String state) {
        var found = "";
        while (!found.endsWith(state)) {
            found = shop.as("omar")
                    .get("/api/handoffs/" + handoff + "?wait=200ms")
                    .textAt("state");
        }
    }

    /** The list may lag a moment behind. */
    private void awaitListed(int tasks) {
        var found = -1L;
        while (found < tasks) {
            found = list("?status=TASK_STATE_WORKING").get("totalSize").equals(Optional.of(Json.number(1)))
                    ? listed(list("")).size()
                    : -1;
        }
    }

    /** A stream of a task, line by line. */
    private static final class Streamed implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;
        private final List<String> read = new ArrayList<>();

        Streamed(String url, String task) throws IOException {
            socket = new Socket(
                    InetAddress.getLoopbackAddress(), java.net.URI.create(url).getPort());
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("GET /a2a/tasks/" + task + ":subscribe HTTP/1.0\r\nHost: localhost\r\nBaton-As: omar\r\n"
                                    + "A2A-Version: 1.0\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        String next() throws IOException {
            while (true) {
                var line = lines.readLine();
                if (line == null || line.startsWith("data: ")) {
                    return String.valueOf(line);
                }
            }
        }

        /** Everything until the end of the stream. */
        List<String> rest() throws IOException {
            for (var line = next(); !line.equals("null"); line = next()) {
                read.add(line);
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
