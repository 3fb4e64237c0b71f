package dev.baton.assistant;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a message puts into a form.
 *
 * @param opens whether the form begins with it
 * @param readings by field, with what is remembered from earlier in the conversation
 */
record Intake(Briefing.Subject subject, boolean opens, Form form, Map<String, FieldReading> readings) {

    static Intake of(ConversationState state, Understanding heard, Briefing.Subject subject, Interpreter interpreter) {
        var candidate = heard.candidate(subject.topic()).orElseThrow();
        var current = openForm(state, subject.topic()).filter(form -> !isAnother(state, form, candidate));
        var readings = new LinkedHashMap<String, FieldReading>();
        for (var field : subject.fields()) {
            var reading = candidate.fields().getOrDefault(field.name(), FieldReading.Nothing.INSTANCE);
            // only an answer is guessed by its meaning: a word about one field lies near the choices of another, too
            var isAnswer = current.flatMap(Form::asked).equals(Optional.of(field.name()));
            var nearest = isAnswer ? interpreter.nearest(field, reading, heard.text()) : reading;
            readings.put(field.name(), current.isEmpty() ? remembered(state, heard, field, nearest, subject) : nearest);
        }
        return new Intake(subject, current.isEmpty(), current.orElse(Form.of(subject.topic())), readings);
    }

    private static Optional<Form> openForm(ConversationState state, Topic topic) {
        return state.question()
                .filter(form -> form.topic().equals(topic))
                .or(() -> state.handoff().filter(form -> form.topic().equals(topic)));
    }

    /** A form that was left behind is not filled on when the person comes with another thing. */
    private static boolean isAnother(ConversationState state, Form form, Understanding.Candidate candidate) {
        var leftBehind = form.asked().isEmpty() && state.proposal().isEmpty();
        return leftBehind
                && candidate.identified()
                && candidate.fields().entrySet().stream()
                        .anyMatch(entry -> entry.getValue() instanceof FieldReading.Said said
                                && said.value() instanceof Json.Text
                                && form.value(entry.getKey())
                                        .map(known -> !known.equals(said.value()))
                                        .orElse(false));
    }

    /** "It arrived broken" is about the order that was just talked of, unless that one was handed off already. */
    private static FieldReading remembered(
            ConversationState state, Understanding heard, Field field, FieldReading reading, Briefing.Subject subject) {
        var isReference = field.pattern().isPresent() && !field.isTrusted();
        if (!(reading instanceof FieldReading.Nothing) || !isReference || heard.another()) {
            return reading;
        }
        var isHandoff = subject.contract().isPresent();
        return Optional.ofNullable(state.remembered().get(field.name()))
                .map(Form.Known::value)
                .filter(value -> !isHandoff || !state.handedOff().contains(value))
                .<FieldReading>map(FieldReading.Said::new)
                .orElse(reading);
    }

    /** The values that the message gives and the form does not have yet. */
    Map<String, Json> news() {
        var news = new LinkedHashMap<String, Json>();
        readings.forEach((field, reading) -> {
            if (reading instanceof FieldReading.Said said && !form.value(field).equals(Optional.of(said.value()))) {
                news.put(field, said.value());
            }
        });
        return news;
    }

    /** Whether the message says anything about the form that was not known. */
    boolean isInformative() {
        return !news().isEmpty() || readings.entrySet().stream().anyMatch(this::matters);
    }

    private boolean matters(Map.Entry<String, FieldReading> entry) {
        var isMissing = form.value(entry.getKey()).isEmpty();
        return switch (entry.getValue()) {
            case FieldReading.Nothing ignored -> false;
            case FieldReading.Said ignored -> false;
            case FieldReading.Denied denied ->
                form.value(entry.getKey()).filter(denied.values()::contains).isPresent();
            case FieldReading.Several ignored -> isMissing || form.asked().equals(Optional.of(entry.getKey()));
            case FieldReading.Malformed ignored -> true;
        };
    }

    /** What must be read before the values are accepted, or the question is answered. */
    List<ReadRequest> reads(Briefing briefing, ConversationState state) {
        var reads = new ArrayList<ReadRequest>();
        if (subject.contract().isPresent()) {
            news().forEach((field, value) ->
                    briefing.confirming(field, value, state.with()).ifPresent(reads::add));
        }
        subject.lookup().ifPresent(lookup -> {
            if (isComplete()) {
                briefing.answering(lookup, values(), state.with()).ifPresent(reads::add);
            }
        });
        return reads;
    }

    private boolean isComplete() {
        var values = values();
        return subject.fields().stream().allMatch(field -> !field.required() || values.containsKey(field.name()));
    }

    /** What is known once the message is taken in. */
    Map<String, Json> values() {
        var values = new LinkedHashMap<String, Json>();
        form.known().forEach((field, known) -> values.put(field, known.value()));
        values.putAll(news());
        return values;
    }
}
