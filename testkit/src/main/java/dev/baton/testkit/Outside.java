package dev.baton.testkit;

import dev.baton.callback.Answer;
import dev.baton.callback.Subscription;
import dev.baton.engine.CallbackSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** Whoever is told of handoffs: keeps what it was sent, and answers as a test wants it to. */
public final class Outside implements CallbackSender {
    private final List<Message> received = new ArrayList<>();
    private Function<Message, Answer> answers = message -> new Answer.Taken(200);
    private Optional<String> objection = Optional.empty();

    /** How it answers from here on. */
    public synchronized void answering(Function<Message, Answer> other) {
        answers = other;
    }

    /** It refuses subscriptions from here on. */
    public synchronized void refusing(String reason) {
        objection = Optional.of(reason);
    }

    @Override
    public synchronized Optional<String> objection(Subscription subscription) {
        return objection;
    }

    @Override
    public Answer send(Message message) {
        Function<Message, Answer> how;
        synchronized (this) {
            received.add(message);
            how = answers;
            notifyAll();
        }
        return how.apply(message);
    }

    /** Everything that was sent, in order. */
    public synchronized List<Message> received() {
        return List.copyOf(received);
    }

    /** Waits until what was sent is as a test wants it. */
    public synchronized List<Message> await(Duration atMost, Predicate<List<Message>> wanted)
            throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!wanted.test(received)) {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("not sent within " + atMost + "; sent was "
                        + received.stream().map(Message::id).toList());
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return List.copyOf(received);
    }
}
