package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.ApprovalView;
import dev.baton.engine.Approvals;
import dev.baton.engine.Capacity;
import dev.baton.engine.Engine;
import dev.baton.engine.EngineSettings;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Submission;
import dev.baton.event.EventStore;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.model.Models;
import dev.baton.principal.Principal;
import dev.baton.testkit.FaultScript.Odds;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems;
import dev.baton.testkit.shop.ShopSystems.Fault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A claim whose answer is lost belongs to nobody, though the store says whose it is. */
class LostClaimTest {
    private static final Principal OPERATOR =
            Principal.of(Principal.Kind.PERSON, "omar", "operator", Principal.ACT_FOR);
    private static final Principal LENA = Principal.of(Principal.Kind.PERSON, "lena", "refund-lead");

    @Test
    void givenAClaimWhoseAnswerIsLost_whileOthersAreProlonged_thenItsRunGoesOnAfterAWhile() throws Exception {
        var shop = new ShopSystems().order("ORD-000040", "CUS-1", 4000).order("ORD-000080", "CUS-1", 8000);
        var script = new FaultScript(1, new Odds(0, 0, 0, false));
        var release = new CountDownLatch(1);
        try (var store = new InMemoryEventStore();
                var engine = start(new FaultyEventStore(store, script), shop)) {
            var handoff = submit(engine, "ORD-000080");
            var approval = openApproval(engine, handoff.run());
            // this one is worked on all the time, so that the claims of this node are prolonged
            var reached = new CountDownLatch(1);
            shop.fault(SampleShop.REFUND, new Fault.Held(reached, release));
            submit(engine, "ORD-000040");
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();

            script.loseNextClaim();
            engine.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);

            var done = engine.handoffs()
                    .await(handoff.id(), Duration.ofSeconds(10))
                    .orElseThrow();
            release.countDown();
            assertThat(done.state()).isEqualTo(HandoffState.COMPLETED);
        } finally {
            release.countDown();
        }
    }

    private static HandoffView submit(Engine engine, String order) {
        var input = Json.object("customerId", Json.text("CUS-1"))
                .with("orderId", order)
                .with("wish", "refund");
        var request = new HandoffRequest("damaged-order", input, OPERATOR, "test", Optional.empty());
        return ((Submission.Accepted) engine.handoffs().submit(request)).handoff();
    }

    private static Engine start(EventStore store, ShopSystems shop) {
        return Engine.start(new EngineSettings(
                store,
                new InMemoryViewStore(),
                shop,
                SampleShop::catalog,
                InstantSource.system(),
                "node",
                Duration.ofMillis(300),
                Capacity.DEFAULT,
                Models.NONE));
    }

    private static ApprovalView openApproval(Engine engine, String run) throws InterruptedException {
        while (true) {
            var open = engine.runs().find(run).orElseThrow().approvals().stream()
                    .filter(approval -> approval.state() == ApprovalView.State.OPEN)
                    .findFirst();
            if (open.isPresent()) {
                return open.get();
            }
            engine.runs().awaitJournal(run, Long.MAX_VALUE, Duration.ofMillis(10));
        }
    }
}
