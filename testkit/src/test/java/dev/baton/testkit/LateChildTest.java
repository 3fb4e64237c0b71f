package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Engine;
import dev.baton.engine.EngineSettings;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Submission;
import dev.baton.event.Commit;
import dev.baton.event.CommitOutcome;
import dev.baton.event.EventStore;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems;
import dev.baton.testkit.shop.ShopVariant;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Work that a run hands off a moment too late, when the run is no longer wanted, is not begun. */
class LateChildTest {
    private static final Principal OPERATOR =
            Principal.of(Principal.Kind.PERSON, "omar", "operator", Principal.ACT_FOR);
    private static final String PASSES_ON = """
            {"steps": {"settle": {"handoff": "damaged-order",
                                  "input": {"orderId": "${input.orderId}", "wish": "${input.wish}"}}},
             "output": {"outcome": "${steps.settle.output.outcome}"}}""";

    private final ShopSystems shop = new ShopSystems().order("ORD-000040", "CUS-1", 4000);
    private final List<Object> begun = new CopyOnWriteArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch tried = new CountDownLatch(1);

    @Test
    void givenAHandoffThatIsHeldUp_whenTheRunThatAsksForItIsCanceledMeanwhile_thenNoChildEverStarts() throws Exception {
        var catalog =
                new ShopVariant().calledBy("agent:claims").claims(PASSES_ON).catalog();
        try (var store = new InMemoryEventStore();
                var engine = Engine.start(
                        EngineSettings.embedded(holdingUp(store), new InMemoryViewStore(), shop, () -> catalog))) {
            var parent = submit(engine);
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();

            engine.runs().cancel(parent.run(), OPERATOR, "not wanted any more", Optional.empty());
            release.countDown();

            var ended =
                    engine.handoffs().await(parent.id(), Duration.ofSeconds(20)).orElseThrow();
            assertThat(ended.state()).isEqualTo(HandoffState.CANCELED);
            // the run may end before the worker that is too late comes to try
            assertThat(tried.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(begun).isNotEmpty().noneMatch(CommitOutcome.Committed.class::isInstance);
            assertThat(shop.effects(SampleShop.REFUND)).isEmpty();
        } finally {
            release.countDown();
        }
    }

    /** The store, but the commit that would begin a child's run is held up before anything of it is done. */
    private EventStore holdingUp(EventStore store) {
        return (EventStore) Proxy.newProxyInstance(
                EventStore.class.getClassLoader(), new Class<?>[] {EventStore.class}, (self, method, arguments) -> {
                    var isLate = arguments != null && arguments[0] instanceof Commit commit && beginsChild(commit);
                    if (isLate) {
                        reached.countDown();
                        assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
                    }
                    try {
                        var outcome = method.invoke(store, arguments);
                        if (isLate) {
                            begun.add(outcome);
                            tried.countDown();
                        }
                        return outcome;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private static boolean beginsChild(Commit commit) {
        return commit.appends().stream()
                .flatMap(append -> append.events().stream())
                .anyMatch(event -> event.type().equals("Submitted")
                        && event.contents()
                                .orElseThrow()
                                .payload()
                                .member("parent")
                                .isPresent());
    }

    private static HandoffView submit(Engine engine) {
        var input = Json.object("customerId", Json.text("CUS-1"))
                .with("orderId", "ORD-000040")
                .with("wish", "refund");
        var request = new HandoffRequest("claim", input, OPERATOR, "test", Optional.empty());
        return ((Submission.Accepted) engine.handoffs().submit(request)).handoff();
    }
}
