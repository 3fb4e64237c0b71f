package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.CardShown;
import dev.baton.assistant.ConversationEvent.FieldAsked;
import dev.baton.assistant.ConversationEvent.FieldDropped;
import dev.baton.assistant.ConversationEvent.FieldTaken;
import dev.baton.assistant.ConversationEvent.FormClosed;
import dev.baton.assistant.ConversationEvent.FormOpened;
import dev.baton.assistant.ConversationEvent.HandedOff;
import dev.baton.assistant.ConversationEvent.HandoffProposed;
import dev.baton.assistant.ConversationEvent.HandoffRefused;
import dev.baton.assistant.ConversationEvent.Heard;
import dev.baton.assistant.ConversationEvent.ProposalConfirmed;
import dev.baton.assistant.ConversationEvent.ProposalWithdrawn;
import dev.baton.assistant.ConversationEvent.Said;
import dev.baton.assistant.ConversationEvent.Started;
import dev.baton.json.Json;
import dev.baton.principal.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a conversation stands, folded from its events.
 *
 * @param messages how many there are, so that the next one gets the next number
 * @param replies by client id the message that it became, and by message its answer
 * @param handoff the form of a handoff that is being prepared
 * @param question the form of a question that needs something first; it goes before the handoff
 * @param proposal what waits for the person's yes
 * @param confirmed what the person said yes to and is not yet handed off
 * @param settled by draft the message that told what became of it
 * @param handoffs what was handed off or told of here, oldest first
 * @param remembered the last value of every field that was ever taken
 * @param handedOff values of fields that went into a handoff
 * @param relay questions of agents and the answers to them
 */
public record ConversationState(
        Optional<Started> start,
        int messages,
        Map<String, String> heard,
        Map<String, String> replies,
        Optional<Form> handoff,
        Optional<Form> question,
        Optional<HandoffProposed> proposal,
        Optional<Confirmed> confirmed,
        Map<String, String> settled,
        Set<String> handoffs,
        Map<String, Form.Known> remembered,
        Set<Json> handedOff,
        Relay relay) {

    /** A proposal and who asked for it in which message. */
    public record Confirmed(HandoffProposed proposal, Optional<String> replyTo) {}

    public static final ConversationState NEW = new ConversationState(
            Optional.empty(),
            0,
            Map.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Set.of(),
            Map.of(),
            Set.of(),
            Relay.NONE);

    public static ConversationState of(List<ConversationEvent> events) {
        var state = NEW;
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    /** With whom; asking this of a conversation that never started is a defect. */
    public Principal with() {
        return start.orElseThrow().with();
    }

    /** The id of the next message. */
    public String nextMessage() {
        return "m" + (messages + 1);
    }

    /** The id of the answer to the next message. */
    public String nextReply() {
        return "m" + (messages + 2);
    }

    /** The form that the person is filling at the moment. */
    public Optional<Form> form() {
        return question.or(() -> handoff);
    }

    /** The answer to the message with this client id, once there is one. */
    public Optional<String> answerTo(String clientId) {
        return Optional.ofNullable(heard.get(clientId)).flatMap(message -> Optional.ofNullable(replies.get(message)));
    }

    public ConversationState after(ConversationEvent event) {
        return switch (event) {
            case Started started -> edit().start(started).done();
            case Heard message -> edit().heard(message).done();
            case Said message -> edit().said(message).done();
            case FormOpened opened -> edit().open(Form.of(opened.topic())).done();
            case FieldTaken taken -> edit().taken(taken).done();
            case FieldDropped dropped ->
                edit().form(form().map(form -> form.without(dropped.field()))).done();
            case FieldAsked asked ->
                edit().form(form().map(form -> form.asking(asked.field()))).done();
            case FormClosed closed -> edit().closed(closed.topic()).done();
            case HandoffProposed proposed ->
                edit().proposed(Optional.of(proposed)).done();
            case ProposalWithdrawn ignored -> edit().proposed(Optional.empty()).done();
            case ProposalConfirmed yes -> edit().confirmed(yes).done();
            case HandedOff done -> edit().handedOff(done).done();
            case HandoffRefused refused -> edit().refused(refused).done();
            case CardShown shown -> edit().shown(shown.handoff()).done();
            case ConversationEvent.QuestionRelayed told ->
                edit().relay(relay.tell(told.question())).done();
            case ConversationEvent.AnswerProposed answer ->
                edit().relay(relay.propose(Optional.of(answer))).done();
            case ConversationEvent.AnswerWithdrawn ignored ->
                edit().relay(relay.propose(Optional.empty())).done();
            case ConversationEvent.AnswerConfirmed yes ->
                edit().relay(relay.confirm(yes.replyTo())).done();
            case ConversationEvent.AnswerPassedOn ignored ->
                edit().relay(relay.settle()).done();
            case ConversationEvent.ModelCalled ignored -> this;
            case ConversationEvent.Summarised ignored -> this;
            case ConversationEvent.ReplyWithheld ignored -> this;
        };
    }

    private Edit edit() {
        return new Edit(this);
    }

    /** A copy with changes. */
    private static final class Edit {
        private final ConversationState before;
        private Optional<Started> start;
        private int messages;
        private Map<String, String> heard;
        private Map<String, String> replies;
        private Optional<Form> handoff;
        private Optional<Form> question;
        private Optional<HandoffProposed> proposal;
        private Optional<Confirmed> confirmed;
        private Map<String, String> settled;
        private Set<String> handoffs;
        private Map<String, Form.Known> remembered;
        private Set<Json> handedOff;
        private Relay relay;

        Edit(ConversationState before) {
            this.before = before;
            start = before.start;
            messages = before.messages;
            heard = before.heard;
            replies = before.replies;
            handoff = before.handoff;
            question = before.question;
            proposal = before.proposal;
            confirmed = before.confirmed;
            settled = before.settled;
            handoffs = before.handoffs;
            remembered = before.remembered;
            handedOff = before.handedOff;
            relay = before.relay;
        }

        Edit relay(Relay other) {
            relay = other;
            return this;
        }

        Edit start(Started started) {
            start = Optional.of(started);
            return this;
        }

        Edit heard(Heard message) {
            messages++;
            message.clientId().ifPresent(id -> heard = with(heard, id, message.message()));
            return this;
        }

        Edit said(Said message) {
            messages++;
            message.replyTo().ifPresent(id -> replies = with(replies, id, message.message()));
            return this;
        }

        Edit open(Form form) {
            if (form.topic() instanceof Topic.Handoff) {
                handoff = Optional.of(form);
                question = Optional.empty();
            } else {
                question = Optional.of(form);
            }
            return this;
        }

        Edit form(Optional<Form> form) {
            if (before.question.isPresent()) {
                question = form;
            } else {
                handoff = form;
            }
            return this;
        }

        Edit taken(FieldTaken taken) {
            var known = new Form.Known(taken.value(), taken.shown());
            remembered = with(remembered, taken.field(), known);
            return form(before.form().map(form -> form.with(taken.field(), known)));
        }

        Edit closed(Topic topic) {
            handoff = handoff.filter(form -> !form.topic().equals(topic));
            question = question.filter(form -> !form.topic().equals(topic));
            return this;
        }

        Edit proposed(Optional<HandoffProposed> proposed) {
            proposal = proposed;
            relay = relay.propose(Optional.empty());
            handoff = handoff.map(Form::quiet);
            return this;
        }

        Edit confirmed(ProposalConfirmed yes) {
            confirmed = proposal.map(proposed -> new Confirmed(proposed, yes.replyTo()));
            proposal = Optional.empty();
            return this;
        }

        Edit handedOff(HandedOff done) {
            confirmed.ifPresent(yes -> {
                var values = new LinkedHashSet<>(handedOff);
                values.addAll(yes.proposal().input().members().values());
                handedOff = Collections.unmodifiableSet(values);
            });
            confirmed = Optional.empty();
            settled = with(settled, done.draft(), done.message());
            return shown(done.handoff());
        }

        Edit refused(HandoffRefused refused) {
            confirmed = Optional.empty();
            settled = with(settled, refused.draft(), refused.message());
            return this;
        }

        Edit shown(String id) {
            var all = new ArrayList<>(handoffs);
            all.remove(id);
            all.add(id);
            handoffs = Collections.unmodifiableSet(new LinkedHashSet<>(all));
            return this;
        }

        ConversationState done() {
            return new ConversationState(
                    start,
                    messages,
                    heard,
                    replies,
                    handoff,
                    question,
                    proposal,
                    confirmed,
                    settled,
                    handoffs,
                    remembered,
                    handedOff,
                    relay);
        }

        private static <T> Map<String, T> with(Map<String, T> map, String key, T value) {
            var copy = new LinkedHashMap<>(map);
            copy.put(key, value);
            return Collections.unmodifiableMap(copy);
        }
    }
}
