package dev.baton.server.wiring;

import dev.baton.callback.Answer;
import dev.baton.callback.Receivers;
import dev.baton.callback.Subscription;
import dev.baton.connect.http.Exchange;
import dev.baton.connect.http.GuardedHttp;
import dev.baton.connect.http.HostLookup;
import dev.baton.connect.http.NetworkGuard;
import dev.baton.connect.http.Outgoing;
import dev.baton.connect.http.RetryAfter;
import dev.baton.engine.CallbackSender;
import dev.baton.server.door.CallbackFormat;
import dev.baton.server.door.Seal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Posts to receivers that the workspace lists, and to nobody else; redirects are not followed. */
final class CallbackPost implements CallbackSender, AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** What a receiver says besides its status is not read any further. */
    private static final int LIMIT = 16 * 1024;

    private final List<OpenReceiver> receivers;
    private final List<CallbackFormat> formats;
    private final Optional<Seal> seal;
    private final GuardedHttp inTheOpen;
    private final GuardedHttp inPrivate;
    private final InstantSource clock;

    private CallbackPost(
            List<OpenReceiver> receivers,
            List<CallbackFormat> formats,
            Optional<Seal> seal,
            HostLookup lookup,
            InstantSource clock) {
        this.receivers = receivers;
        this.formats = List.copyOf(formats);
        this.seal = seal;
        this.inTheOpen = new GuardedHttp(new NetworkGuard(false, lookup), TO_CONNECT);
        this.inPrivate = new GuardedHttp(new NetworkGuard(true, lookup), TO_CONNECT);
        this.clock = clock;
    }

    /**
     * @param settings gives values to references; it throws {@link IllegalArgumentException} where there is none
     * @param formats in which it can be told
     * @param seal opens what callers wanted to be shown
     */
    static CallbackPost open(
            Receivers receivers,
            UnaryOperator<String> settings,
            List<CallbackFormat> formats,
            Optional<Seal> seal,
            HostLookup lookup,
            InstantSource clock) {
        var open = receivers.all().stream()
                .map(receiver -> OpenReceiver.of(receiver, settings))
                .toList();
        return new CallbackPost(open, formats, seal, lookup, clock);
    }

    @Override
    public Optional<String> objection(Subscription subscription) {
        return switch (way(subscription)) {
            case Way.Closed(var reason) -> Optional.of(reason);
            // whoever lists every host cannot know each of them
            case Way.Open way
            when way.receiver().isOpenEnded() -> http(way.receiver()).objection(URI.create(subscription.url()));
            case Way.Open ignored -> Optional.empty();
        };
    }

    /** How a subscription is told, if it may be. */
    private sealed interface Way {
        record Open(OpenReceiver receiver, CallbackFormat format, Optional<String> credentials) implements Way {
            @Override
            public String toString() {
                return "a way to " + receiver.name();
            }
        }

        record Closed(String reason) implements Way {}
    }

    private Way way(Subscription subscription) {
        var url = URI.create(subscription.url());
        var receiver = receivers.stream().filter(it -> it.covers(url)).findFirst();
        if (receiver.isEmpty()) {
            return new Way.Closed("callbacks may not go to " + url.getScheme() + "://" + url.getRawAuthority()
                    + "; the workspace lists in callbacks.yaml where they may");
        }
        var format = formats.stream()
                .filter(it -> it.word().equals(subscription.format()))
                .findFirst();
        if (format.isEmpty()) {
            return new Way.Closed("there is no callback format '" + subscription.format() + "'");
        }
        if (format.get().isSigned() && receiver.get().inForce(clock.instant()).isEmpty()) {
            return new Way.Closed("the receiver " + receiver.get().name()
                    + " has no secret in force, with which callbacks to it would be signed");
        }
        var credentials = subscription.credentials().flatMap(text -> seal.flatMap(it -> it.open(text)));
        return subscription.credentials().isPresent() && credentials.isEmpty()
                ? new Way.Closed("the credentials of this callback cannot be opened; its seal is another one now")
                : new Way.Open(receiver.get(), format.get(), credentials);
    }

    @Override
    public Answer send(Message message) throws InterruptedException {
        return switch (way(message.subscription())) {
            case Way.Closed(var reason) -> new Answer.Hopeless(reason);
            case Way.Open way -> send(message, way);
        };
    }

    private Answer send(Message message, Way.Open way) throws InterruptedException {
        var now = clock.instant();
        var content = way.format()
                .content(message, new CallbackFormat.Sending(now, way.receiver().inForce(now), way.credentials()));
        var outgoing = new Outgoing(
                "POST",
                URI.create(message.subscription().url()),
                content.headers(),
                Optional.of(content.body()),
                Optional.empty(),
                TIMEOUT,
                LIMIT,
                false);
        return answer(http(way.receiver()).send(outgoing));
    }

    private GuardedHttp http(OpenReceiver receiver) {
        return receiver.privateNetwork() ? inPrivate : inTheOpen;
    }

    private Answer answer(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Answered answered when answered.status() / 100 == 2 -> new Answer.Taken(answered.status());
            case Exchange.Answered answered when answered.status() == 410 -> new Answer.Gone("answered with 410");
            case Exchange.Answered answered ->
                new Answer.Failed(
                        "answered with " + answered.status()
                                + (answered.status() / 100 == 3 ? "; redirects are not followed" : ""),
                        RetryAfter.of(answered.headers(), clock.instant()));
            case Exchange.NotSent(var reason) -> new Answer.Failed(reason, Optional.empty());
            case Exchange.Lost(var reason) -> new Answer.Failed(reason, Optional.empty());
            case Exchange.Forbidden(var reason) -> new Answer.Hopeless(reason);
        };
    }

    @Override
    public void close() {
        inTheOpen.close();
        inPrivate.close();
    }
}
