package dev.baton.server.fake;

import dev.baton.engine.Conversations;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Submission;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.model.ModelReply;
import dev.baton.principal.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An assistant {@code support} that answers every message by proposing the same refund. Asked to tell something slowly, it
 * says a first sentence as with a model and then waits to be let on.
 */
public final class FakeConversations implements Conversations {
    private static final Proposal PROPOSAL = proposal();

    public static final String FIRST = "Here is the first sentence. ";
    public static final String SECOND = "And here the second.";

    /** Lets a slow answer go on. */
    public final CountDownLatch goOn = new CountDownLatch(1);
    /** A slow answer was given, heard or not. */
    public final CountDownLatch answered = new CountDownLatch(1);

    private final FakeWork work;
    private final Map<String, Talk> talks = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    private record Talk(Principal with, List<Message> messages, List<Card> cards) {}

    public FakeConversations(FakeWork work) {
        this.work = work;
    }

    private static Proposal proposal() {
        var input = Json.object()
                .with("customerId", "CUS-0001")
                .with("orderId", "ORD-100234")
                .with("issue", "damaged");
        return new Proposal("d-1", "damaged-order@1", input, Digest.of(input), "Order: ORD-100234");
    }

    @Override
    public synchronized Optional<String> open(String assistant, Principal with) {
        if (!assistant.equals("support")) {
            return Optional.empty();
        }
        var id = "c-" + (talks.size() + 1);
        talks.put(id, new Talk(with, new ArrayList<>(), new ArrayList<>()));
        return Optional.of(id);
    }

    @Override
    public Turn say(String conversation, Principal by, String text, Optional<String> clientId, Listener listener) {
        return text.contains("slowly") ? saySlowly(conversation, by, text, listener) : say(conversation, by, text);
    }

    private Turn saySlowly(String conversation, Principal by, String text, Listener listener) {
        try {
            listener.said(FIRST);
            if (!goOn.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let the answer go on");
            }
            listener.said(SECOND);
            return answer(conversation, by, text, FIRST + SECOND, Optional.empty(), false);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            answered.countDown();
        }
    }

    private Turn say(String conversation, Principal by, String text) {
        return answer(conversation, by, text, "I can hand this off, " + by.id() + ".", Optional.of(PROPOSAL), true);
    }

    private synchronized Turn answer(
            String conversation,
            Principal by,
            String text,
            String reply,
            Optional<Proposal> proposal,
            boolean offline) {
        return talk(conversation, by)
                .<Turn>map(talk -> {
                    add(talk, "customer", text);
                    return new Turn.Replied(
                            add(talk, "assistant", reply, offline), List.of(), proposal, ModelReply.Usage.NONE);
                })
                .orElseGet(() -> new Turn.NotFound("There is no conversation '" + conversation + "'."));
    }

    @Override
    public synchronized Turn confirm(String conversation, Principal by, String draft, Digest digest) {
        var talk = talk(conversation, by);
        if (talk.isEmpty() || !draft.equals(PROPOSAL.draft())) {
            return new Turn.NotFound("There is no proposal '" + draft + "'.");
        }
        if (!digest.equals(PROPOSAL.digest())) {
            return new Turn.Stale("What you confirm is not what is proposed");
        }
        var request = new HandoffRequest("damaged-order", PROPOSAL.input(), by, "chat", Optional.of(draft));
        return work.handoffs().submit(request) instanceof Submission.Accepted(var handoff, var ignored)
                ? handedOff(talk.get(), handoff)
                : new Turn.Stale("It could not be started");
    }

    private static Turn handedOff(Talk talk, HandoffView handoff) {
        var reply = add(talk, "assistant", "Handed off.");
        talk.cards().add(new Card(reply.id(), handoff));
        return new Turn.Replied(reply, List.of(handoff), Optional.empty(), ModelReply.Usage.NONE);
    }

    @Override
    public synchronized Optional<Transcript> transcript(String conversation, Principal by) {
        return talk(conversation, by)
                .map(this::withQuestions)
                .map(talk -> new Transcript(
                        conversation,
                        "support",
                        talk.with().reference(),
                        List.copyOf(talk.messages()),
                        List.copyOf(talk.cards()),
                        Optional.empty(),
                        true));
    }

    @Override
    public synchronized void name(String conversation, Principal by, Digest name, Optional<Digest> former) {
        former.ifPresent(it -> names.remove(by.reference() + it.hex()));
        names.putIfAbsent(by.reference() + name.hex(), conversation);
    }

    @Override
    public synchronized Optional<String> named(Digest name, Principal by) {
        return Optional.ofNullable(names.get(by.reference() + name.hex()));
    }

    /** As things are now, and with a message for what an agent asks. */
    private Talk withQuestions(Talk talk) {
        talk.cards()
                .replaceAll(card -> new Card(
                        card.afterMessage(),
                        work.handoffs().find(card.handoff().id()).orElseThrow()));
        for (var card : List.copyOf(talk.cards())) {
            if (card.handoff().needs().orElse(null) instanceof HandoffView.Needs.Input input
                    && talk.messages().stream()
                            .noneMatch(message -> message.text().contains(input.question()))) {
                var told = add(talk, "assistant", "A question about your order: " + input.question());
                talk.cards().add(new Card(told.id(), card.handoff()));
            }
        }
        return talk;
    }

    private Optional<Talk> talk(String conversation, Principal by) {
        return Optional.ofNullable(talks.get(conversation))
                .filter(talk -> talk.with().isSameActor(by) || by.has(Principal.ACT_FOR));
    }

    private static Message add(Talk talk, String role, String text) {
        return add(talk, role, text, true);
    }

    private static Message add(Talk talk, String role, String text, boolean offline) {
        var message = new Message("m-" + (talk.messages().size() + 1), role, text, List.of(), FakeWork.NOW, offline);
        talk.messages().add(message);
        return message;
    }
}
