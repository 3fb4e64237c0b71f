package dev.baton.server.door.chat;

import dev.baton.engine.HandoffView;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Runs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Follows what a turn handed off, until it has ended, waits for people, or the time is over; tells each new state. */
final class Followed {
    private final Handoffs handoffs;
    private final Runs runs;

    Followed(Handoffs handoffs, Runs runs) {
        this.handoffs = handoffs;
        this.runs = runs;
    }

    /** Hears what is told of a handoff. */
    interface Listener {
        void told(String words);
    }

    /** The handoffs as they are in the end. */
    List<HandoffView> follow(List<HandoffView> begun, Duration atMost, Listener listener) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        var now = new ArrayList<HandoffView>();
        for (var handoff : begun) {
            now.add(follow(handoff, deadline, listener));
        }
        return now;
    }

    private HandoffView follow(HandoffView begun, long deadline, Listener listener) throws InterruptedException {
        var seen = begun;
        while (!isSettled(seen) && deadline - System.nanoTime() > 0) {
            runs.awaitJournal(seen.run(), seen.revision(), Duration.ofNanos(deadline - System.nanoTime()));
            var now = handoffs.find(seen.id());
            if (now.isEmpty()) {
                return seen;
            }
            if (!words(now.get()).equals(words(seen))) {
                listener.told(words(now.get()));
            }
            seen = now.get();
        }
        return seen;
    }

    /** Nothing more happens by itself. */
    private static boolean isSettled(HandoffView handoff) {
        return handoff.state().isTerminal() || handoff.needs().isPresent();
    }

    private static String words(HandoffView handoff) {
        return handoff.needs().orElse(null) instanceof HandoffView.Needs.Input input
                ? input.question()
                : handoff.message();
    }
}
