package dev.baton.connect.calendar;

import dev.baton.connect.calendar.CalDav.Answer;
import dev.baton.connect.calendar.CalDav.Kept;
import dev.baton.connect.http.Exchange;
import dev.baton.connect.http.Outcome;
import dev.baton.connect.source.CheckedTool;
import dev.baton.json.Json;
import dev.baton.tool.Operation.Deed;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import dev.baton.tool.ToolSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One deed. Each change is one PUT on a condition: a new event only where there is none (its place is named by the effect
 * id), another state only of the state that was seen. An event that carries the effect's id already is as it should be.
 */
record CalendarTool(ToolSpec spec, Deed deed, CalDav calendar, InstantSource clock) implements CheckedTool.Calling {
    private static final Duration LONGEST = Duration.ofDays(366);

    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
        try {
            var result = switch (deed) {
                case BUSY -> busy(call);
                case CREATE -> create(call);
                case MOVE -> move(call);
                case CANCEL -> cancel(call);
            };
            return calendar.http().hidden(result);
        } catch (IllegalArgumentException e) {
            return refused(Refusal.INVALID, "nothing was changed: " + e.getMessage());
        }
    }

    private ToolResult busy(ToolCall call) throws InterruptedException {
        var span = Span.of(call.args());
        if (Duration.between(span.from(), span.to()).compareTo(LONGEST) > 0) {
            return refused(Refusal.INVALID, "it looks over a year at most");
        }
        return with(calendar.within(span, call), found -> {
            var busy = new BusyTimes(span).of(found.stream().map(Kept::calendar).toList());
            return new ToolResult.Done(
                    Json.object("busy", Json.array(busy.stream().map(Span::json).toList())));
        });
    }

    private ToolResult create(ToolCall call) throws InterruptedException {
        var effect = call.key().orElseThrow();
        var span = Span.of(call.args());
        var event = Events.made(effect, call.args(), span, effect, now());
        var done = Json.object("id", Json.text(effect))
                .with("from", span.json().get("from").orElseThrow())
                .with("to", span.json().get("to").orElseThrow());
        var exchange = calendar.create(effect, event, call);
        if (!isConditionUnmet(exchange)) {
            return written(exchange, done);
        }
        return with(
                calendar.withUid(effect, call),
                found -> named(found, effect)
                                .filter(kept -> kept.calendar().getEvents().stream()
                                        .anyMatch(one -> Events.carries(one, effect)))
                                .isPresent()
                        ? new ToolResult.Done(done)
                        : refused(Refusal.CONFLICT, "another event has its place"));
    }

    private ToolResult move(ToolCall call) throws InterruptedException {
        var span = Span.of(call.args());
        return change(call, (kept, effect) -> {
            var event = Events.single(kept.calendar());
            var before = Events.before(event, effect);
            if (before.isPresent()) {
                return new Change.Known(moved(call, span, before.get()));
            }
            if (event.getStatus() != null && event.getStatus().isCancelled()) {
                throw new IllegalArgumentException("it was cancelled");
            }
            var present = new BusyTimes(new Span(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z")))
                    .of(List.of(kept.calendar())).stream()
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("it takes up no time"));
            Events.move(event, present, span, effect, now());
            return new Change.Needed(moved(call, span, present));
        });
    }

    private static Json.Obj moved(ToolCall call, Span to, Span before) {
        return Json.object("id", call.args().get("id").orElseThrow())
                .with("from", to.from().toString())
                .with("to", to.to().toString())
                .with("before", before.json());
    }

    private ToolResult cancel(ToolCall call) throws InterruptedException {
        var done = Json.object("id", call.args().get("id").orElseThrow());
        return change(call, (kept, effect) -> {
            var event = Events.single(kept.calendar());
            if (event.getStatus() != null && event.getStatus().isCancelled()) {
                return new Change.Known(done);
            }
            Events.cancel(event, effect, now());
            return new Change.Needed(done);
        });
    }

    /** What is to be done with an event that was found. */
    private sealed interface Change {
        /** It is in the calendar already. */
        record Known(Json.Obj answer) implements Change {}

        record Needed(Json.Obj answer) implements Change {}
    }

    private interface Changing {
        Change of(Kept kept, String effect);
    }

    private ToolResult change(ToolCall call, Changing changing) throws InterruptedException {
        var uid = call.args().textAt("id").orElse("");
        var answer = calendar.withUid(uid, call);
        if (!(answer instanceof Answer.Got<List<Kept>>(var found))) {
            return beforeChange(with(answer, ignored -> refused(Refusal.INVALID, "nothing was found")));
        }
        var kept = named(found, uid);
        if (kept.isEmpty()) {
            return refused(Refusal.NOT_FOUND, "there is no such event");
        }
        return switch (changing.of(kept.get(), call.key().orElseThrow())) {
            case Change.Known(var known) -> new ToolResult.Done(known);
            case Change.Needed(var done) -> {
                var exchange = calendar.replace(kept.get(), call);
                yield isConditionUnmet(exchange)
                        ? new ToolResult.Unavailable(
                                spec.name() + ": the event was changed by somebody else in the meantime",
                                Optional.empty())
                        : written(exchange, done);
            }
        };
    }

    private Instant now() {
        return clock.instant();
    }

    /** Servers may match parts of texts. */
    private static Optional<Kept> named(List<Kept> found, String uid) {
        return found.stream()
                .filter(kept -> kept.calendar().getEvents().stream()
                        .anyMatch(event -> event.getUid() != null
                                && uid.equals(event.getUid().getValue())))
                .findFirst();
    }

    private static boolean isConditionUnmet(Exchange exchange) {
        return exchange instanceof Exchange.Answered answer && answer.status() == 412;
    }

    private ToolResult written(Exchange exchange, Json.Obj done) {
        return exchange instanceof Exchange.Answered answer
                        && answer.status() / 100 == 2
                        && answer.body() instanceof Exchange.Body.Text
                ? new ToolResult.Done(done)
                : outcome(exchange);
    }

    private <T> ToolResult with(Answer<T> answer, Function<T, ToolResult> made) {
        return switch (answer) {
            case Answer.Got<T>(var value) -> made.apply(value);
            case Answer.Senseless<T>(var reason) -> senseless(reason);
            case Answer.Else<T>(var exchange) ->
                exchange instanceof Exchange.Answered answered && answered.status() / 100 == 2
                        ? senseless("it is not what CalDAV answers")
                        : outcome(exchange);
        };
    }

    private ToolResult senseless(String reason) {
        return spec.isWrite()
                ? new ToolResult.Unknown(spec.name() + " answered, but " + reason)
                : refused(Refusal.INVALID, "answered, but " + reason);
    }

    /** Looking for the event changed nothing, whatever came of it. */
    private static ToolResult beforeChange(ToolResult result) {
        return result instanceof ToolResult.Unknown(var reason)
                ? new ToolResult.Unavailable(reason, Optional.empty())
                : result;
    }

    private ToolResult outcome(Exchange exchange) {
        return new Outcome(spec, status -> Optional.empty(), now()).of(exchange);
    }

    private ToolResult refused(Refusal refusal, String reason) {
        return new ToolResult.Refused(refusal, spec.name() + ": " + reason);
    }
}
