package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Engine;
import dev.baton.engine.EngineSettings;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Submission;
import dev.baton.event.EventStore;
import dev.baton.event.StoreUnavailableException;
import dev.baton.event.StoredRow;
import dev.baton.handoff.HandoffState;
import dev.baton.integrity.Expected;
import dev.baton.integrity.LogWalk;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.testkit.FaultScript.Odds;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems;
import dev.baton.testkit.shop.ShopSystems.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The shop on a store that fails and loses answers: nothing accepted is lost, and no effect happens twice. {@code
 * -Dsoak.seeds} tries more than a few seeds.
 */
class FaultyStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SEEDS = Integer.getInteger("soak.seeds", 4);
    private static final int ORDERS = 4;
    private static final Principal OPERATOR =
            Principal.of(Principal.Kind.PERSON, "omar", "operator", Principal.ACT_FOR);

    /** One seed: a shop, its store and whatever engine works on it at the moment. */
    private static final class Trial implements AutoCloseable {
        private final ShopSystems shop = new ShopSystems();
        private final SettableClock clock = new SettableClock();
        private final EventStore store = new InMemoryEventStore();
        private final SplittableRandom random;
        private final Odds odds;
        private final List<String> handoffs = new ArrayList<>();
        private final long deadline = System.nanoTime() + PATIENCE.toNanos();
        private FaultScript script;
        private Engine engine;
        private long faults;

        Trial(long seed, Odds odds) {
            this.random = new SplittableRandom(seed);
            this.odds = odds;
            this.script = new FaultScript(random.nextLong(), odds);
            IntStream.range(0, ORDERS).forEach(i -> shop.order(order(i), "CUS-1", 4000));
            if (random.nextBoolean()) {
                shop.fault(SampleShop.REFUND, new Fault.LostAfter(1));
            }
            if (random.nextBoolean()) {
                shop.fault(SampleShop.NOTE, new Fault.Down(2));
            }
            this.engine = start();
        }

        private static String order(int number) {
            return "ORD-00010" + number;
        }

        private Engine start() {
            while (true) {
                try {
                    return Engine.start(EngineSettings.embedded(
                                    new FaultyEventStore(store, script),
                                    new InMemoryViewStore(),
                                    shop,
                                    SampleShop::catalog)
                            .withClock(clock));
                } catch (StoreUnavailableException e) {
                    renewScript();
                }
            }
        }

        private void renewScript() {
            faults += script.faults();
            script = new FaultScript(random.nextLong(), odds);
        }

        /** As a person does when the server says that it accepts nothing any more. */
        private void restartIfBroken() {
            if (script.isBroken()) {
                engine.close();
                renewScript();
                engine = start();
            }
        }

        private <R> R insisting(Supplier<R> action) {
            while (true) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                try {
                    return action.get();
                } catch (StoreUnavailableException e) {
                    restartIfBroken();
                    clock.advance(Duration.ofMillis(100));
                }
            }
        }

        void submitAll() {
            for (var i = 0; i < ORDERS; i++) {
                var input = Json.object("customerId", Json.text("CUS-1"))
                        .with("orderId", order(i))
                        .with("wish", "refund");
                var request = new HandoffRequest("damaged-order", input, OPERATOR, "test", Optional.of("key-" + i));
                var submission = insisting(() -> engine.handoffs().submit(request));
                assertThat(submission).isInstanceOf(Submission.Accepted.class);
                handoffs.add(((Submission.Accepted) submission).handoff().id());
            }
        }

        void driveToTheEnd() throws InterruptedException {
            for (var handoff : handoffs) {
                while (!insisting(() -> find(handoff)).state().isTerminal()) {
                    assertThat(System.nanoTime())
                            .as(() -> engine.runs()
                                    .journal("r-" + handoff.substring(2), 0)
                                    .toString())
                            .isLessThan(deadline);
                    restartIfBroken();
                    clock.advance(Duration.ofMillis(500));
                    store.awaitBeyond(store.position(), Duration.ofMillis(10));
                }
            }
        }

        private HandoffView find(String handoff) {
            return engine.handoffs().find(handoff).orElseThrow();
        }

        void assertKept(long seed) {
            script.heal();
            assertThat(handoffs).as("seed %d", seed).doesNotHaveDuplicates().allSatisfy(handoff -> {
                assertThat(find(handoff).state()).isEqualTo(HandoffState.COMPLETED);
                assertThat(find(handoff).receipt()).isPresent();
            });
            for (var tool : List.of(SampleShop.REFUND, SampleShop.NOTE)) {
                assertThat(shop.effects(tool))
                        .as("seed %d: %s", seed, tool)
                        .hasSize(ORDERS)
                        .doesNotHaveDuplicates();
            }
            try (var snapshot = store.snapshot()) {
                assertThat(snapshot.rows(0, 10_000))
                        .as("seed %d", seed)
                        .filteredOn(row -> row.stream().startsWith("run/"))
                        .extracting(StoredRow::stream)
                        .containsOnly(handoffs.stream()
                                .map(handoff -> "run/r-" + handoff.substring(2))
                                .toArray(String[]::new));
                assertThat(LogWalk.verify(snapshot, Expected.NOTHING, position -> {})
                                .findings())
                        .as("seed %d", seed)
                        .isEmpty();
            }
        }

        long faults() {
            return faults + script.faults();
        }

        @Override
        public void close() {
            engine.close();
            store.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.1, 0.02, false", "0.04, 0.04, 0, true", "0, 0.2, 0, false"})
    void givenAStoreThatFails_thenEveryAcceptedHandoffHasOneReceiptAndNoEffectHappensTwice(
            double refused, double lost, double unread, boolean lasting) throws InterruptedException {
        var faults = 0L;
        for (var seed = 0L; seed < SEEDS; seed++) {
            try (var trial = new Trial(seed, new Odds(refused, lost, unread, lasting))) {
                trial.submitAll();
                trial.driveToTheEnd();
                trial.assertKept(seed);
                faults += trial.faults();
            }
        }
        assertThat(faults).isGreaterThanOrEqualTo(SEEDS);
    }
}
