package dev.baton.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.inbox.InboxItem;
import dev.baton.json.Json;
import dev.baton.principal.Duties;
import dev.baton.principal.People;
import dev.baton.principal.Principal;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolSpec;
import dev.baton.tool.Toolbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private static final InboxItem ITEM = new InboxItem(
            "r-1-a1",
            InboxItem.Kind.APPROVAL,
            "r-1",
            "h-1",
            "damaged-order@1",
            "refunds",
            "customer:CUS-0001",
            "refund",
            "refund-lead",
            "billing.refund {\"orderId\":\"ORD-100234\"}",
            Optional.of("billing.refund"),
            Optional.of("refunds/larger"),
            List.of(),
            Instant.parse("2026-01-10T12:00:00Z"),
            Optional.empty());

    private final BlockingQueue<ToolCall> sent = new LinkedBlockingQueue<>();

    /** Takes every mail. */
    private final class Post implements Toolbox {
        @Override
        public Optional<Tool> find(ToolName name) {
            return Optional.of(new Tool() {
                @Override
                public ToolSpec spec() {
                    return SampleShop.tools().getFirst();
                }

                @Override
                public ToolResult call(ToolCall call) {
                    sent.add(call);
                    return new ToolResult.Done(Json.object());
                }
            });
        }

        @Override
        public List<ToolSpec> specs() {
            return List.of();
        }
    }

    private static People.Member reachedBy(String mail) {
        return new People.Member(Set.of(), Optional.empty(), Optional.empty(), Optional.of(mail));
    }

    private Notices notices() {
        var people = new People(
                Map.of(
                        "lena", Principal.of(Principal.Kind.PERSON, "lena", "refund-lead"),
                        "hugo", Principal.of(Principal.Kind.PERSON, "hugo", "head")),
                Map.of("lena", reachedBy("lena@shop.example"), "hugo", reachedBy("hugo@shop.example")),
                new Duties(Map.of()),
                Map.of());
        var settings = new People.Notices("https://baton.shop.example/", Optional.of("post.notice"), Optional.empty());
        return Notices.start(people, settings, new Post(), Optional.empty());
    }

    private ToolCall next() throws InterruptedException {
        var call = sent.poll(20, TimeUnit.SECONDS);
        assertThat(call).isNotNull();
        return call;
    }

    @Test
    void givenAnEscalation_thenTheNextRoleIsToldByAMailOfItsOwn_withNothingOfTheRequest() throws InterruptedException {
        try (var notices = notices()) {
            notices.tell(ITEM);
            notices.tellOfEscalation(ITEM, "head");

            var first = next();
            assertThat(first.args().textAt("to")).contains("lena@shop.example");
            assertThat(first.args().textAt("subject")).contains("Waits for a refund-lead: approval");
            var second = next();
            assertThat(second.args().textAt("to")).contains("hugo@shop.example");
            assertThat(second.args().textAt("subject")).contains("Overdue, waits for a head too: approval");
            assertThat(second.args().textAt("text").orElseThrow())
                    .contains("not dealt with in time by a refund-lead")
                    .contains("https://baton.shop.example/approvals/r-1-a1")
                    .doesNotContain("ORD-100234", "CUS-0001");
            assertThat(second.key()).isNotEqualTo(first.key());
        }
    }
}
