package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.FieldAsked;
import dev.baton.assistant.ConversationEvent.FieldDropped;
import dev.baton.assistant.ConversationEvent.FieldTaken;
import dev.baton.assistant.ConversationEvent.FormClosed;
import dev.baton.assistant.ConversationEvent.FormOpened;
import dev.baton.assistant.ConversationEvent.HandoffProposed;
import dev.baton.assistant.ConversationEvent.ProposalWithdrawn;
import dev.baton.handoff.Contract;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a message into a form, and asks for what is missing, answers, or proposes the handoff. */
final class Filling {
    private final Briefing briefing;
    private final Reply reply;
    private final Intake intake;
    private final Map<ReadRequest, Reading> readings;
    private final String draft;
    /** The first field about which something must be said before anything else is asked. */
    private Optional<String> unclear = Optional.empty();
    /** What checks found, told now unless the summary tells it. */
    private final List<String> found = new ArrayList<>();

    Filling(Briefing briefing, Reply reply, Intake intake, Map<ReadRequest, Reading> readings, String draft) {
        this.briefing = briefing;
        this.reply = reply;
        this.intake = intake;
        this.readings = readings;
        this.draft = draft;
    }

    void take() {
        if (intake.opens()) {
            withdrawProposal();
            reply.record(new FormOpened(intake.subject().topic()));
        }
        for (var field : intake.subject().fields()) {
            take(field, intake.readings().getOrDefault(field.name(), FieldReading.Nothing.INSTANCE));
        }
        goOn();
    }

    private void take(Field field, FieldReading reading) {
        switch (reading) {
            case FieldReading.Nothing ignored -> {}
            case FieldReading.Said said -> {
                if (intake.news().containsKey(field.name())) {
                    accept(field, said.value());
                }
            }
            case FieldReading.Denied denied -> {
                if (known(field).filter(denied.values()::contains).isPresent()) {
                    drop(field);
                }
            }
            case FieldReading.Several several -> {
                if (!several.values().contains(known(field).orElse(Json.Null.INSTANCE))) {
                    unclear(field, Wording.several(field, several.values()));
                }
            }
            case FieldReading.Malformed malformed -> unclear(field, Wording.malformed(field, malformed.piece()));
        }
    }

    private void accept(Field field, Json value) {
        var check = intake.subject().contract().flatMap(contract -> briefing.check(field.name()));
        if (check.isEmpty()) {
            set(field, value, Optional.empty());
            return;
        }
        var with = reply.state().with();
        var reading = reading(briefing.confirming(field.name(), value, with));
        switch (reading) {
            case Reading.Found it -> {
                var shown = briefing.shown(check.get(), value, it.result(), with);
                set(field, value, shown);
                shown.ifPresent(found::add);
            }
            case Reading.NotFound ignored ->
                unclear(field, briefing.otherwise(check.get(), value, with).orElse(Wording.NOT_FOUND));
            case Reading.NotNow ignored -> unclear(field, Wording.NOT_NOW);
            case Reading.Passages ignored -> unclear(field, Wording.NOT_NOW);
            case Reading.Standing ignored -> unclear(field, Wording.NOT_NOW);
        }
    }

    /** Where the file has no arguments for this person, as for a customer's orders without a customer, nothing is found. */
    private Reading reading(Optional<ReadRequest.Look> request) {
        return request.<Reading>map(look -> readings.getOrDefault(look, new Reading.NotNow()))
                .orElse(new Reading.NotFound());
    }

    private void set(Field field, Json value, Optional<String> shown) {
        withdrawProposal();
        reply.record(new FieldTaken(field.name(), value, shown));
    }

    private void unclear(Field field, String sentence) {
        drop(field);
        reply.say(sentence);
        if (unclear.isEmpty()) {
            unclear = Optional.of(field.name());
        }
    }

    private void drop(Field field) {
        if (known(field).isPresent()) {
            withdrawProposal();
            reply.record(new FieldDropped(field.name()));
        }
    }

    private Optional<Json> known(Field field) {
        return form().value(field.name());
    }

    /** A question opened over a handoff fills its own form and leaves the proposal alone. */
    private void withdrawProposal() {
        if (intake.subject().contract().isPresent()) {
            reply.state().proposal().ifPresent(open -> reply.record(new ProposalWithdrawn(open.draft())));
        }
    }

    private Form form() {
        return reply.state().form().orElse(Form.of(intake.subject().topic()));
    }

    /**
     * Takes what was said without a word about it, and proposes once nothing is missing, for when a model leads the
     * conversation. What a check did not find is not taken.
     */
    void note() {
        var news = new LinkedHashMap<Field, Json>();
        for (var field : intake.subject().fields()) {
            Optional.ofNullable(intake.news().get(field.name()))
                    .filter(value -> isFound(field, value))
                    .ifPresent(value -> news.put(field, value));
        }
        if (news.isEmpty()) {
            return;
        }
        if (intake.opens()) {
            reply.record(new FormOpened(intake.subject().topic()));
        }
        news.forEach(this::accept);
        if (missing().isEmpty()) {
            intake.subject().contract().ifPresent(this::propose);
        }
    }

    private boolean isFound(Field field, Json value) {
        return briefing.check(field.name()).isEmpty()
                || reading(briefing.confirming(
                                field.name(), value, reply.state().with()))
                        instanceof Reading.Found;
    }

    /** Asks for the next thing, or does what the form is for. */
    void goOn() {
        var next = unclear.flatMap(intake.subject()::field).or(this::missing);
        if (next.isPresent()) {
            found.forEach(reply::say);
            reply.record(new FieldAsked(next.get().name()));
            reply.say(next.get().question());
            return;
        }
        intake.subject().contract().ifPresent(this::propose);
        intake.subject().lookup().ifPresent(this::answer);
    }

    private Optional<Field> missing() {
        var form = form();
        return intake.subject().fields().stream()
                .filter(field -> field.required() && !field.isTrusted())
                .filter(field -> form.value(field.name()).isEmpty())
                .findFirst();
    }

    private void propose(Contract contract) {
        if (reply.state().proposal().isPresent()) {
            reply.say(Wording.STILL_WAITING);
            return;
        }
        var proposal = proposal(
                contract,
                form(),
                intake.subject(),
                reply.state().with().subject().id(),
                draft);
        reply.record(proposal);
        if (contract.confirm()) {
            reply.say(Wording.proposal(proposal.summary()));
        }
    }

    static HandoffProposed proposal(
            Contract contract, Form form, Briefing.Subject subject, String person, String draft) {
        var input = new LinkedHashMap<String, Json>();
        var found = new ArrayList<String>();
        var lines = new ArrayList<String>();
        for (var field : subject.fields()) {
            if (field.isTrusted()) {
                input.put(field.name(), Json.text(person));
                continue;
            }
            Optional.ofNullable(form.known().get(field.name())).ifPresent(known -> {
                input.put(field.name(), known.value());
                known.shown().ifPresent(found::add);
                lines.add(field.label() + ": " + field.inWords(known.value()));
            });
        }
        found.addAll(lines);
        var whole = Json.object(input);
        var digest = Digest.of(
                Json.object("contract", Json.text(contract.id().toString())).with("input", whole));
        return new HandoffProposed(draft, contract.id(), whole, digest, String.join("\n", found));
    }

    private void answer(Briefing.Lookup lookup) {
        var with = reply.state().with();
        var values = new LinkedHashMap<String, Json>();
        form().known().forEach((field, known) -> values.put(field, known.value()));
        var reading = reading(briefing.answering(lookup, values, with));
        switch (reading) {
            case Reading.Found it -> {
                reply.say(briefing.said(lookup, values, it.result(), with).orElse(Wording.NOT_NOW));
                close();
            }
            case Reading.NotFound ignored -> notFound(values);
            case Reading.NotNow ignored -> notNow();
            case Reading.Passages ignored -> notNow();
            case Reading.Standing ignored -> notNow();
        }
    }

    /** What was asked for is not there: the first thing that the person named is asked again. */
    private void notFound(Map<String, Json> values) {
        var field = intake.subject().fields().stream().findFirst();
        var with = reply.state().with();
        reply.say(field.flatMap(named -> briefing.check(named.name())
                        .flatMap(check ->
                                briefing.otherwise(check, values.getOrDefault(named.name(), Json.Null.INSTANCE), with)))
                .orElse(Wording.NOT_FOUND));
        if (field.isEmpty()) {
            close();
            return;
        }
        reply.record(new FieldDropped(field.get().name()));
        reply.record(new FieldAsked(field.get().name()));
        reply.say(field.get().question());
    }

    private void notNow() {
        reply.say(Wording.NOT_NOW);
        close();
    }

    private void close() {
        reply.record(new FormClosed(intake.subject().topic()));
    }
}
