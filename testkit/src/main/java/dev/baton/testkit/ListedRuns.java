package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Approvals;
import dev.baton.engine.HandoffChange;
import dev.baton.engine.HandoffQuery;
import dev.baton.engine.HandoffRequest;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Requesters follow what they handed in, change by change, and find it in lists. */
abstract class ListedRuns extends InboxContract {
    private static final Principal TILL = Principal.of(Principal.Kind.SERVICE, "till", "operator", Principal.ACT_FOR);

    private String handIn(String order, Principal by, Optional<String> context) {
        var input = Json.object("customerId", Json.text("CUS-1"))
                .with("orderId", order)
                .with("wish", "refund");
        return accepted(engine.handoffs()
                        .submit(new HandoffRequest("damaged-order", input, by, "test", Optional.empty(), context)))
                .id();
    }

    private List<HandoffChange> changes(String handoff, long after, Duration atMost) {
        try {
            return engine.handoffs().awaitChanges(handoff, after, atMost);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givenAHandoffThatIsFollowed_thenItsChangesComeInOrder_andAreTheSameForWhoComesLater() {
        var handoff = submit("ORD-000080", "refund");
        var approval = openApproval(handoff);
        var first = changes(handoff, 0, PATIENCE);
        engine.approvals().decide(approval.id(), new Approvals.Decision.Approve(Optional.empty()), LENA);
        end(handoff);

        var all = changes(handoff, 0, PATIENCE);
        var seen = first.getLast().handoff().revision();
        assertThat(all.subList(0, first.size())).isEqualTo(first);
        assertThat(changes(handoff, seen, PATIENCE)).isEqualTo(all.subList(first.size(), all.size()));
        assertThat(all)
                .extracting(change -> change.handoff().state())
                .contains(HandoffState.APPROVAL_REQUIRED)
                .endsWith(HandoffState.COMPLETED);
        assertThat(all)
                .extracting(change -> change.handoff().revision())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(all.getLast().handoff()).isEqualTo(find(handoff));
        assertThat(changes(handoff, find(handoff).revision(), Duration.ZERO)).isEmpty();
        assertThat(changes("h-00000000000000000000000000", 0, Duration.ZERO)).isEmpty();
    }

    @Test
    void givenHandoffs_thenTheOneThatChangedLastComesFirst_byRequesterSubjectAndContext() {
        var trip = handIn("ORD-000080", TILL, Optional.of("trip"));
        openApproval(trip);
        clock.advance(Duration.ofMinutes(1));
        var alone = handIn("ORD-000040", TILL, Optional.empty());
        end(alone);
        clock.advance(Duration.ofMinutes(1));
        // there is no such order
        var other = handIn("ORD-000045", OPERATOR, Optional.of("trip"));
        end(other);

        assertThat(listed(HandoffQuery.all(10), 3)).containsExactly(other, alone, trip);
        assertThat(listed(HandoffQuery.all(10).of("service:till"), 2)).containsExactly(alone, trip);
        assertThat(listed(HandoffQuery.all(10).in("trip"), 2)).containsExactly(other, trip);
        assertThat(listed(HandoffQuery.all(10).in(alone), 1)).containsExactly(alone);
        assertThat(listed(HandoffQuery.all(10).about("customer:CUS-2"), 0)).isEmpty();
        var since = clock.instant().minus(Duration.ofSeconds(90));
        assertThat(listed(HandoffQuery.all(10).since(since), 2)).containsExactly(other, alone);
        var page = engine.handoffs().list(HandoffQuery.all(2));
        assertThat(page)
                .extracting(HandoffQuery.Entry::state)
                .containsExactly(HandoffState.REJECTED, HandoffState.COMPLETED);
        assertThat(engine.handoffs()
                        .list(HandoffQuery.all(2).after(page.getLast().place())))
                .extracting(HandoffQuery.Entry::handoff)
                .containsExactly(trip);

        restartOn(new InMemoryViewStore());

        assertThat(listed(HandoffQuery.all(10).about("customer:CUS-1"), 3)).containsExactly(other, alone, trip);
    }

    /** The list may lag a moment behind. */
    private List<String> listed(HandoffQuery query, int expected) {
        return eventually(() -> Optional.of(engine.handoffs().list(query).stream()
                        .map(HandoffQuery.Entry::handoff)
                        .toList())
                .filter(found -> found.size() == expected));
    }
}
