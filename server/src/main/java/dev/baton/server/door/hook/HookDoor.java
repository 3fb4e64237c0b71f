package dev.baton.server.door.hook;

import dev.baton.event.StoreUnavailableException;
import dev.baton.json.Json;
import dev.baton.server.http.JsonMessages;
import dev.baton.server.http.ProblemException;
import dev.baton.server.http.Problems;
import dev.baton.trigger.Webhook;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * {@code POST /hooks/NAME}. A servlet of its own and no controller: what is signed are the bytes as they came, and who
 * acts is the trigger that they prove, no persona and nobody's token.
 */
final class HookDoor extends HttpServlet {
    static final String PATH = "/hooks/";

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(HookDoor.class);
    private static final Duration CLOSED_FOR = Duration.ofMinutes(5);
    private static final Duration STORE_PAUSE = Duration.ofSeconds(30);

    /** Whatever passes a request on for somebody else says so in one of these. */
    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final transient Map<String, Hook> hooks;
    private final transient Starting starting;
    private final transient HookWatch watch;
    private final transient InstantSource clock;

    HookDoor(Collection<Hook> hooks, Starting starting, HookWatch watch, InstantSource clock) {
        this.hooks = hooks.stream()
                .collect(Collectors.toMap(hook -> hook.definition().name(), hook -> hook));
        this.starting = starting;
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!request.getMethod().equals("POST")) {
            Problems.write(
                    response,
                    ProblemException.of(HttpStatus.METHOD_NOT_ALLOWED, "Events are posted here.")
                            .header(HttpHeaders.ALLOW, "POST"));
            return;
        }
        var hook = Optional.ofNullable(hooks.get(name(request)));
        var trigger = hook.map(it -> it.definition().name()).orElse(HookWatch.UNKNOWN);
        try {
            var answer = take(hook, request);
            watch.saw(trigger, answer.outcome(), "");
            write(response, answer);
        } catch (Refusal refusal) {
            watch.saw(trigger, refusal.outcome(), refusal.logged());
            Problems.write(response, refusal.problem());
        }
    }

    private static String name(HttpServletRequest request) {
        return Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
    }

    private Answer take(Optional<Hook> hook, HttpServletRequest request) throws Refusal {
        if (hook.isEmpty()) {
            throw new Refusal(Outcome.UNKNOWN_TRIGGER, ProblemException.notFound("There is no such trigger."));
        }
        return switch (hook.get()) {
            case Hook.Closed(var definition, var reason) ->
                throw new Refusal(
                        Outcome.CLOSED,
                        ProblemException.of(
                                        HttpStatus.SERVICE_UNAVAILABLE,
                                        "This trigger takes nothing at the moment; its operators find the reason in the"
                                                + " log and by 'baton check'. Deliver the same again later.")
                                .retryAfter(CLOSED_FOR));
            case Hook.Open open -> take(open, request);
        };
    }

    private Answer take(Hook.Open hook, HttpServletRequest request) throws Refusal {
        var source = hook.definition().source();
        if (!source.verification().isProof() && !isLocal(request)) {
            throw new Refusal(
                    Outcome.NOT_LOCAL,
                    ProblemException.of(
                            HttpStatus.UNAUTHORIZED,
                            "This trigger verifies nothing, so it takes deliveries from its own machine only; choose a"
                                    + " verification in its file."));
        }
        var delivery = delivery(request);
        return switch (hook.proof().verifier().check(delivery, clock.instant())) {
            case Verdict.Refused(var why, var reason) ->
                throw new Refusal(
                        outcome(why),
                        ProblemException.of(HttpStatus.UNAUTHORIZED, "The delivery is refused: " + reason + "."));
            case Verdict.Genuine(var id) -> start(hook, event(delivery, source.form()), id);
        };
    }

    private static Outcome outcome(Verdict.Why why) {
        return switch (why) {
            case UNSIGNED -> Outcome.UNSIGNED;
            case FORGED -> Outcome.FORGED;
            case STALE -> Outcome.STALE;
        };
    }

    private static boolean isLocal(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                    && FORWARDED.stream().allMatch(name -> request.getHeader(name) == null);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Delivery delivery(HttpServletRequest request) throws Refusal {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refusal(
                    Outcome.MALFORMED,
                    ProblemException.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "A delivery is taken as it is signed, not compressed."));
        }
        var body = request.getContentLengthLong() > JsonMessages.LIMIT ? new byte[0] : body(request);
        if (request.getContentLengthLong() > JsonMessages.LIMIT || body.length > JsonMessages.LIMIT) {
            throw new Refusal(
                    Outcome.TOO_LARGE,
                    ProblemException.of(HttpStatus.CONTENT_TOO_LARGE, "A delivery has at most 1 MiB."));
        }
        return new Delivery(headers(request), body);
    }

    private static byte[] body(HttpServletRequest request) throws Refusal {
        try {
            return request.getInputStream().readNBytes(JsonMessages.LIMIT + 1);
        } catch (IOException e) {
            throw new Refusal(Outcome.MALFORMED, ProblemException.badRequest("The body ended before its end."));
        }
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new LinkedHashMap<String, List<String>>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name, Collections.list(request.getHeaders(name))));
        return headers;
    }

    private static Json event(Delivery delivery, Webhook.Form form) throws Refusal {
        try {
            return EventReader.read(delivery, form);
        } catch (ProblemException e) {
            throw new Refusal(Outcome.MALFORMED, e, "it holds no event of the form " + form.word());
        }
    }

    private Answer start(Hook.Open hook, Json event, String delivery) throws Refusal {
        try {
            return starting.start(hook.trigger(), event, delivery);
        } catch (StoreUnavailableException e) {
            throw new Refusal(
                    Outcome.NOT_READY,
                    ProblemException.of(
                                    HttpStatus.SERVICE_UNAVAILABLE,
                                    "The store accepts nothing at the moment. Deliver the same again later.")
                            .retryAfter(STORE_PAUSE));
        } catch (RuntimeException e) {
            // without its message: it may hold something of the event
            LOG.error(
                    "A delivery to the trigger {} failed because of a defect: {}",
                    hook.definition().name(),
                    e.getClass().getName());
            throw new Refusal(
                    Outcome.BROKEN,
                    ProblemException.of(
                            HttpStatus.INTERNAL_SERVER_ERROR,
                            "This failed because of a defect. Deliver the same again later."));
        }
    }

    private static void write(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        answer.body()
                .get("links")
                .flatMap(links -> links.textAt("self"))
                .ifPresent(self -> response.setHeader(HttpHeaders.LOCATION, self));
        response.getOutputStream().write(answer.body().write().getBytes(StandardCharsets.UTF_8));
    }
}
