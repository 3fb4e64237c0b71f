package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.ApprovalView;
import dev.baton.engine.Capacity;
import dev.baton.engine.Catalog;
import dev.baton.engine.Engine;
import dev.baton.engine.EngineSettings;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.HandoffView;
import dev.baton.engine.JournalEntry;
import dev.baton.engine.Runs;
import dev.baton.engine.Submission;
import dev.baton.event.EventStore;
import dev.baton.event.ViewStore;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.model.ChatModel;
import dev.baton.model.Models;
import dev.baton.principal.Principal;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems;
import dev.baton.testkit.shop.ShopVariant;
import dev.baton.tool.ToolName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An engine on a store, over the sample shop, and the words in which its contract is written. */
abstract class EngineCase {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final Principal OPERATOR = Principal.of(Principal.Kind.PERSON, "omar", "operator", Principal.ACT_FOR);
    static final Principal LENA = Principal.of(Principal.Kind.PERSON, "lena", "refund-lead");

    final ShopSystems shop = new ShopSystems()
            .order("ORD-000040", "CUS-1", 4000)
            .order("ORD-000080", "CUS-1", 8000)
            .order("ORD-000300", "CUS-2", 3000);
    final SettableClock clock = new SettableClock(Instant.parse("2026-01-10T12:00:00Z"));
    final Outside outside = new Outside();
    private Capacity capacity = Capacity.DEFAULT;
    private volatile Models models = Models.NONE;
    private volatile Catalog catalog = SampleShop.catalog();
    EventStore store = new InMemoryEventStore();
    Engine engine = start();

    /** A store without contents. */
    protected abstract EventStore open();

    /** Closes a store and opens the same contents again. */
    protected abstract EventStore reopen(EventStore store);

    @BeforeEach
    void begin() {
        engine.close();
        store.close();
        store = open();
        engine = start();
    }

    @AfterEach
    void end() {
        engine.close();
        store.close();
    }

    private Engine start() {
        return start(store, "node");
    }

    Engine start(EventStore on, String node) {
        return start(on, new InMemoryViewStore(), node);
    }

    private Engine start(EventStore on, ViewStore views, String node) {
        return Engine.start(EngineSettings.embedded(on, views, shop, () -> catalog)
                .withNode(node)
                .withClock(clock)
                .withModels(role -> models.of(role))
                .withCapacity(capacity)
                .withCallbacks(outside));
    }

    /** What is in force from here on. */
    void given(ShopVariant variant) {
        catalog = variant.catalog();
    }

    /** The one that plans and judges from here on. */
    void given(ChatModel model) {
        models = Models.of(model);
    }

    void givenNoModel() {
        models = Models.NONE;
    }

    /** Goes on with an engine of another capacity. */
    void given(Capacity other) {
        capacity = other;
        restart();
    }

    void restart() {
        engine.close();
        store = reopen(store);
        engine = start();
    }

    /** Goes on with an engine that finds these lists. */
    void restartOn(ViewStore views) {
        engine.close();
        engine = start(store, views, "node");
    }

    String submit(String order, String wish) {
        return accepted(engine.handoffs().submit(request(order, wish, OPERATOR, Optional.empty())))
                .id();
    }

    static HandoffRequest request(String order, String wish, Principal by, Optional<String> key) {
        var input = Json.object("customerId", Json.text("CUS-1"))
                .with("orderId", order)
                .with("wish", wish);
        return new HandoffRequest("damaged-order", input, by, "test", key);
    }

    static HandoffView accepted(Submission submission) {
        assertThat(submission).isInstanceOf(Submission.Accepted.class);
        return ((Submission.Accepted) submission).handoff();
    }

    HandoffView find(String handoff) {
        return engine.handoffs().find(handoff).orElseThrow();
    }

    HandoffView end(String handoff) {
        try {
            var view = engine.handoffs().await(handoff, PATIENCE).orElseThrow();
            assertThat(view.state().isTerminal())
                    .as("%s", engine.runs().journal(view.run(), 0))
                    .isTrue();
            return view;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets the clock run while the handoff goes on, as retries and settling times need it. */
    HandoffView driven(String handoff) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                var view =
                        engine.handoffs().await(handoff, Duration.ofMillis(50)).orElseThrow();
                if (view.state().isTerminal()) {
                    return view;
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            clock.advance(Duration.ofSeconds(1));
        }
        return end(handoff);
    }

    static Receipt receipt(HandoffView view) {
        return view.receipt().orElseThrow();
    }

    ApprovalView openApproval(String handoff) {
        return eventually(() -> engine.runs().find(find(handoff).run()).stream()
                .flatMap(run -> run.approvals().stream())
                .filter(approval -> approval.state() == ApprovalView.State.OPEN)
                .findFirst());
    }

    /** The question that the run asks. */
    HandoffView.Needs.Input question(String handoff) {
        return eventually(() -> find(handoff)
                .needs()
                .filter(HandoffView.Needs.Input.class::isInstance)
                .map(HandoffView.Needs.Input.class::cast));
    }

    Runs.Change answer(String handoff, Json value, Principal by) {
        return engine.runs()
                .answer(find(handoff).run(), Optional.of(question(handoff).id()), value, by);
    }

    static HandoffView.Needs needs(ApprovalView approval) {
        return new HandoffView.Needs.Approval(approval.id(), approval.by(), approval.expires());
    }

    <T> T eventually(java.util.function.Supplier<Optional<T>> supplier) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var position = store.position();
            var value = supplier.get();
            if (value.isPresent()) {
                return value.get();
            }
            assertThat(System.nanoTime()).isLessThan(deadline);
            try {
                store.awaitBeyond(position, Duration.ofMillis(50));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    List<String> types(String handoff) {
        return engine.runs().journal(find(handoff).run(), 0).stream()
                .map(JournalEntry::type)
                .toList();
    }

    void assertEffects(int refunds, int replacements, int notes) {
        assertThat(count(SampleShop.REFUND)).as("refunds").isEqualTo(refunds);
        assertThat(count(SampleShop.REPLACE)).as("replacements").isEqualTo(replacements);
        assertThat(count(SampleShop.NOTE)).as("notes").isEqualTo(notes);
    }

    int count(ToolName tool) {
        return shop.effects(tool).size();
    }
}
