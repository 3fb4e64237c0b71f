package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Approvals;
import dev.baton.inbox.InboxItem;
import dev.baton.testkit.shop.ShopVariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who is told of what waits, and of what was not done in time. */
abstract class EscalationContract extends TogetherContract {
    private final LinkedBlockingQueue<String> escalated = new LinkedBlockingQueue<>();

    private void listen() {
        engine.onEscalated((item, role) -> escalated.add(item.id() + " to " + role));
    }

    private String next() {
        try {
            var told = escalated.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return told == null ? "nobody" : told;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whatever the list shows was swept for at the time that is set. */
    private void listed(String item) {
        eventually(() -> engine.inbox().list(all(), ANNE).items().stream()
                .map(view -> view.item().id())
                .filter(item::equals)
                .findFirst());
    }

    private static dev.baton.engine.Inbox.Query all() {
        var any = Optional.<String>empty();
        return new dev.baton.engine.Inbox.Query(
                Optional.<InboxItem.Kind>empty(), any, any, any, any, false, false, false, false, any, any, 50);
    }

    @Test
    void givenWhatIsOverdue_thenTheNextRoleIsToldOnce_alsoAfterARestart() {
        given(new ShopVariant().people(InboxContract.staff()));
        var views = new InMemoryViewStore();
        restartOn(views);
        listen();
        shop.order("ORD-000081", "CUS-1", 8000);
        var late = openApproval(submit("ORD-000080", "refund")).id();
        listed(late);
        clock.advance(Duration.ofMinutes(61));
        var later = openApproval(submit("ORD-000081", "refund")).id();
        listed(later);
        clock.advance(Duration.ofMinutes(61));
        assertThat(next()).isEqualTo(late + " to head");

        restartOn(views);
        listen();
        clock.advance(Duration.ofMinutes(61));
        assertThat(next()).isEqualTo(later + " to head");
        assertThat(escalated).isEmpty();
    }

    @Test
    void givenWhatWasDecidedInTime_thenNobodyIsToldOfIt() {
        given(new ShopVariant().people(InboxContract.staff()));
        listen();
        shop.order("ORD-000081", "CUS-1", 8000);
        var decided = openApproval(submit("ORD-000080", "refund")).id();
        var late = openApproval(submit("ORD-000081", "refund")).id();
        List.of(decided, late).forEach(this::listed);
        engine.approvals().decide(decided, new Approvals.Decision.Approve(Optional.empty()), LENA);
        clock.advance(Duration.ofHours(2).plusMinutes(2));

        var told = new ArrayList<>(List.of(next()));
        escalated.drainTo(told);
        assertThat(told).containsExactly(late + " to head");
    }
}
