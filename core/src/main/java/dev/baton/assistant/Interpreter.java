package dev.baton.assistant;

import dev.baton.assistant.Briefing.Subject;
import dev.baton.assistant.Understanding.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds out what a message may mean, without a model. */
final class Interpreter {
    private static final List<String> ABOUT_STATUS = List.of(
            "What about my request?",
            "What happened to my claim?",
            "Any news on my case?",
            "What is the status of my request?",
            "How is it going with my claim?",
            "Has it been approved yet?",
            "Has my request been processed?",
            "Is it done yet?",
            "How long will it take until my request is done?",
            "Is there an update?");
    private static final Set<String> QUESTION_WORDS = Set.of(
            "what", "whats", "how", "when", "where", "wheres", "who", "why", "which", "can", "could", "do", "does",
            "is", "are", "am", "may", "will", "would", "should", "did", "has");
    private static final Set<String> CORRECTIONS =
            Set.of("actually", "instead", "rather", "changed", "correction", "sorry", "meant", "mean");
    /** "Could you replace it" and "will you send me" ask for a deed. */
    private static final Set<String> REQUESTING = Set.of("can", "could", "will", "would");

    private static final Set<String> OWNING = Set.of("my", "our");
    private static final Set<String> IMAGINING = Set.of("if", "case", "suppose", "whether");
    private static final Set<String> OTHERS = Set.of("another", "other", "different", "second", "new");

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;])\\s+|\\R+");
    private static final int FEWEST_WORDS = 3;
    private static final int MOST_SENTENCES = 10;

    private final Briefing briefing;
    private final Similarity similarity;
    private final FieldReader reader;

    Interpreter(Briefing briefing, Similarity similarity) {
        this.briefing = briefing;
        this.similarity = similarity;
        this.reader = new FieldReader(similarity);
    }

    FieldReader reader() {
        return reader;
    }

    Understanding understand(ConversationState state, String text) {
        var words = Words.of(text);
        var question = isQuestion(text, words);
        var signal = Signal.of(words);
        var pieces = pieces(text);
        // "Yes?" asks; it does not agree
        var meant = signal == Signal.YES && text.contains("?") ? Signal.NONE : signal;
        var candidates = briefing.subjects().stream()
                .map(subject -> candidate(subject, state, text, pieces))
                .sorted(Comparator.comparingDouble(Candidate::strength).reversed())
                .toList();
        return new Understanding(
                text,
                meant,
                question,
                isGeneral(text, words),
                isOwn(words),
                words.hasAny(CORRECTIONS),
                isAboutAnother(words),
                best(pieces, ABOUT_STATUS),
                candidates);
    }

    /** Asked from the first word on, or of a case that is only imagined. */
    private static boolean isGeneral(String text, Words words) {
        var first = words.isEmpty() ? "" : words.texts().getFirst();
        var second = words.size() < 2 ? "" : words.texts().get(1);
        var asks = QUESTION_WORDS.contains(first) && !(REQUESTING.contains(first) && second.equals("you"));
        return (asks && !isOwn(words)) || (isQuestion(text, words) && words.hasAny(IMAGINING));
    }

    /** "My parcel", but not "I changed my mind". */
    private static boolean isOwn(Words words) {
        var texts = words.texts();
        return IntStream.range(1, texts.size())
                .anyMatch(
                        i -> OWNING.contains(texts.get(i - 1)) && !texts.get(i).equals("mind"));
    }

    /** The whole and each of its sentences: a long story is about the one sentence that says what is wanted. */
    private List<String> pieces(String text) {
        var masked = text;
        for (var subject : briefing.subjects()) {
            for (var field : subject.fields()) {
                masked = field.identifier().isPresent()
                        ? field.identifier().get().masked(masked, field.noun())
                        : masked;
            }
        }
        var pieces = new ArrayList<String>();
        pieces.add(masked);
        SENTENCE_END
                .splitAsStream(masked)
                .filter(sentence -> Words.of(sentence).size() >= FEWEST_WORDS)
                .limit(MOST_SENTENCES)
                .forEach(pieces::add);
        return pieces.stream().distinct().toList();
    }

    private double best(List<String> pieces, List<String> examples) {
        return pieces.stream()
                .mapToDouble(piece -> similarity.best(piece, examples))
                .max()
                .orElse(0);
    }

    private static boolean isQuestion(String text, Words words) {
        return text.strip().endsWith("?")
                || (!words.isEmpty() && QUESTION_WORDS.contains(words.texts().getFirst()));
    }

    /** "Another order", but not "send me another one". */
    private boolean isAboutAnother(Words words) {
        var nouns = briefing.subjects().stream()
                .flatMap(subject -> subject.fields().stream())
                .filter(field -> field.pattern().isPresent())
                .map(Field::noun)
                .toList();
        var texts = words.texts();
        return IntStream.range(1, texts.size())
                .anyMatch(i -> OTHERS.contains(texts.get(i - 1)) && nouns.contains(texts.get(i)));
    }

    private Candidate candidate(Subject subject, ConversationState state, String text, List<String> pieces) {
        var asked = state.form()
                .filter(form -> form.topic().equals(subject.topic()))
                .flatMap(Form::asked);
        var fields = read(subject, text, asked);
        var choices = 0;
        var identified = false;
        for (var field : subject.fields()) {
            if (fields.get(field.name()) instanceof FieldReading.Said) {
                choices += field.choices().isEmpty() ? 0 : 1;
                identified |= field.pattern().isPresent();
            }
        }
        return new Candidate(subject.topic(), best(pieces, subject.examples()), choices, identified, fields);
    }

    private Map<String, FieldReading> read(Subject subject, String text, Optional<String> asked) {
        var readings = new LinkedHashMap<String, FieldReading>();
        for (var field : subject.fields()) {
            var isAsked = asked.equals(Optional.of(field.name()));
            readings.put(field.name(), reader.read(field, text, isAsked));
        }
        return readings;
    }

    /** What the meaning of the whole message tells about a choice that none of its words named. */
    FieldReading nearest(Field field, FieldReading reading, String text) {
        var isOpen = !field.choices().isEmpty() && reading instanceof FieldReading.Nothing;
        return isOpen
                ? reader.nearest(field, text)
                        .<FieldReading>map(FieldReading.Said::new)
                        .orElse(reading)
                : reading;
    }
}
