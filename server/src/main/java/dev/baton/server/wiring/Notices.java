package dev.baton.server.wiring;

import dev.baton.connect.http.Exchange;
import dev.baton.inbox.InboxItem;
import dev.baton.json.Json;
import dev.baton.principal.People;
import dev.baton.principal.Principal;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import dev.baton.tool.Toolbox;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people that something waits for them, by mail and by a webhook. What is sent says what kind of thing waits for
 * whom, and where to look, nothing of its contents; the link leads to a page and decides nothing.
 *
 * <p>A notice may be lost, when this process ends or nobody answers for a while; what it was about still waits.
 */
final class Notices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final int MOST_WAITING = 10_000;
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final People people;
    private final People.Notices settings;
    private final Optional<ToolName> mail;
    private final Toolbox tools;
    private final Optional<SignedWebhook> webhook;
    private final BlockingQueue<Notice> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread sender = Thread.ofVirtual().name("baton-notices").unstarted(this::sendForEver);

    private Notices(People people, People.Notices settings, Toolbox tools, Optional<SignedWebhook> webhook) {
        this.people = people;
        this.settings = settings;
        this.mail = settings.mail().map(ToolName::parse);
        this.tools = tools;
        this.webhook = webhook;
    }

    static Notices start(People people, People.Notices settings, Toolbox tools, Optional<SignedWebhook> webhook) {
        var notices = new Notices(people, settings, tools, webhook);
        notices.sender.start();
        return notices;
    }

    /**
     * That something waits.
     *
     * @param role for which it waits, or waits too because another role did not do it in time
     */
    private record Notice(InboxItem item, String role) {
        boolean isEscalation() {
            return !role.equals(item.role());
        }

        /** Unique, so that whoever gets it twice can tell. */
        String id() {
            return isEscalation() ? item.id() + "-" + role : item.id();
        }
    }

    /** Never waits. */
    void tell(InboxItem item) {
        tell(new Notice(item, item.role()));
    }

    /** What was not done in time waits for another role too. Never waits. */
    void tellOfEscalation(InboxItem item, String role) {
        tell(new Notice(item, role));
    }

    private void tell(Notice notice) {
        if (!waiting.offer(notice)) {
            LOG.warn("nobody is told of {}: {} notices wait already; it is in the inbox", notice.id(), MOST_WAITING);
        }
    }

    private void sendForEver() {
        while (closed.getCount() > 0) {
            try {
                var notice = waiting.take();
                deliveries(notice).forEach((to, delivery) -> deliver(notice, to, delivery));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("a notice was not sent: {}", e.toString());
            }
        }
    }

    /** One way to tell somebody; why it did not work, or nothing. */
    private interface Delivery {
        Optional<String> attempt() throws InterruptedException;
    }

    private Map<String, Delivery> deliveries(Notice notice) {
        var deliveries = new LinkedHashMap<String, Delivery>();
        mail.ifPresent(tool -> addresses(notice.role())
                .forEach(address -> deliveries.put(address, () -> mail(tool, address, notice))));
        webhook.ifPresent(hook -> deliveries.put("the webhook", () -> hook(hook, notice)));
        return deliveries;
    }

    private Iterable<String> addresses(String role) {
        var addresses = new LinkedHashSet<String>();
        people.holding(role).forEach(person -> people.member(person.id()).mail().ifPresent(addresses::add));
        return addresses;
    }

    private void deliver(Notice notice, String to, Delivery delivery) {
        var pause = FIRST_PAUSE;
        try {
            for (var attempt = 1; ; attempt++) {
                var trouble = delivery.attempt();
                if (trouble.isEmpty()) {
                    return;
                }
                if (attempt == ATTEMPTS || closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("{} is not told of {}: {}", to, notice.id(), trouble.get());
                    return;
                }
                pause = pause.multipliedBy(4);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> mail(ToolName name, String address, Notice notice) throws InterruptedException {
        var tool = tools.find(name);
        if (tool.isEmpty()) {
            return Optional.of("there is no tool " + name);
        }
        var args = Json.object("to", Json.text(address))
                .with("subject", subject(notice))
                .with("text", text(notice));
        var key = "notice-" + notice.id() + "-" + address;
        return switch (tool.get().call(new ToolCall(args, Optional.of(key), Principal.SYSTEM, TIMEOUT))) {
            case ToolResult.Done ignored -> Optional.empty();
            // sent twice would be worse than not at all
            case ToolResult.Unknown ignored -> Optional.empty();
            case ToolResult other -> Optional.of(other.toString());
        };
    }

    private static String subject(Notice notice) {
        var kind = notice.item().kind().word();
        return notice.isEscalation()
                ? "Overdue, waits for a " + notice.role() + " too: " + kind
                : "Waits for a " + notice.role() + ": " + kind;
    }

    private String text(Notice notice) {
        var item = notice.item();
        var what = "A " + item.kind().word() + " of the agent " + item.agent();
        var waits = notice.isEscalation()
                ? " was not dealt with in time by a " + item.role() + " and waits for a " + notice.role() + " too"
                : " waits for a " + item.role();
        return what + waits + item.expires().map(until -> ", until " + until).orElse("")
                + ".\n\nLook at it after signing in: " + link(item) + "\n";
    }

    private String link(InboxItem item) {
        var path = item.kind() == InboxItem.Kind.APPROVAL ? "/approvals/" + item.id() : "/runs/" + item.run();
        return settings.url().replaceFirst("/+$", "") + path;
    }

    private Optional<String> hook(SignedWebhook hook, Notice notice) throws InterruptedException {
        var item = notice.item();
        var data = Json.object("id", Json.text(item.id()))
                .with("kind", item.kind().word())
                .with("run", item.run())
                .with("contract", item.contract())
                .with("agent", item.agent())
                .with("role", notice.role())
                .with("since", item.since().toString())
                .with("link", link(item));
        var type = notice.isEscalation() ? "inbox.escalated" : "inbox.waiting";
        var told = notice.isEscalation() ? data.with("first", item.role()) : data;
        var body = Json.object("type", Json.text(type)).with("data", told);
        return switch (hook.send(notice.id(), body)) {
            case Exchange.Answered answer when answer.status() / 100 == 2 -> Optional.empty();
            case Exchange.Answered answer -> Optional.of("it answered " + answer.status());
            case Exchange.NotSent(var reason) -> Optional.of(reason);
            case Exchange.Forbidden(var reason) -> Optional.of(reason);
            case Exchange.Lost(var reason) -> Optional.of(reason);
        };
    }

    @Override
    public void close() {
        closed.countDown();
        sender.interrupt();
        webhook.ifPresent(SignedWebhook::close);
    }
}
