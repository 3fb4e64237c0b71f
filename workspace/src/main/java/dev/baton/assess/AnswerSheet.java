package dev.baton.assess;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers so far: some questions may still be open. */
public record AnswerSheet(Map<Question, Boolean> given) {
    public static final AnswerSheet EMPTY = new AnswerSheet(Map.of());

    private static final String HOW = "write yes or no";

    public AnswerSheet {
        given = Map.copyOf(given);
    }

    /** The truth of a word that means yes or no. */
    public static Optional<Boolean> word(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "y", "true" -> Optional.of(true);
            case "no", "n", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /**
     * Reads what a person writes in one line: {@code yes,no,…} for all questions in their order, or {@code
     * systems=yes,steps=no,…} in any order.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static AnswerSheet parse(String text) {
        var words = List.of(text.split(",", -1));
        return text.contains("=") ? named(words) : inOrder(words);
    }

    private static AnswerSheet inOrder(List<String> words) {
        var questions = Question.values();
        if (words.size() > questions.length) {
            throw new IllegalArgumentException("there are " + questions.length + " questions ("
                    + String.join(", ", Question.keys()) + "), but these are " + words.size() + " answers");
        }
        var answers = new LinkedHashMap<String, List<String>>();
        for (var i = 0; i < words.size(); i++) {
            if (!words.get(i).isBlank()) {
                answers.put(questions[i].key(), List.of(words.get(i)));
            }
        }
        return of(answers);
    }

    private static AnswerSheet named(List<String> words) {
        var answers = new LinkedHashMap<String, List<String>>();
        for (var word : words) {
            var equals = word.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "'" + word.strip() + "' names no question; write either yes,no,… in the order of the"
                                + " questions or name each of them, as in systems=yes");
            }
            answers.computeIfAbsent(word.substring(0, equals).strip(), key -> new ArrayList<>())
                    .add(word.substring(equals + 1));
        }
        return of(answers);
    }

    /**
     * Reads answers by the names of their questions; a question may be answered more than once, but only alike.
     *
     * @throws IllegalArgumentException saying which question does not exist, or which answer is none or contradicts
     *     another one
     */
    public static AnswerSheet of(Map<String, List<String>> words) {
        var given = new EnumMap<Question, Boolean>(Question.class);
        words.forEach((key, answers) -> {
            var question = Question.of(key)
                    .orElseThrow(() -> new IllegalArgumentException("there is no question '" + key + "', only "
                            + String.join(", ", Question.keys()) + Fields.suggestion(key, Question.keys())));
            for (var answer : answers) {
                var yes = word(answer)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'" + answer.strip() + "' is no answer to '" + key + "'; " + HOW));
                if (!yes.equals(given.getOrDefault(question, yes))) {
                    throw new IllegalArgumentException(
                            "'" + key + "' is answered with yes and with no; decide which of them holds");
                }
                given.put(question, yes);
            }
        });
        return new AnswerSheet(given);
    }

    /** Reads answers from a document; what is wrong becomes a problem of it, and missing answers are one too. */
    static AnswerSheet read(Fields fields) {
        var given = new EnumMap<Question, Boolean>(Question.class);
        for (var question : Question.values()) {
            fields.json(question.key())
                    .ifPresent(value -> answer(value)
                            .ifPresentOrElse(
                                    yes -> given.put(question, yes),
                                    () -> fields.problem(
                                            question.key(),
                                            "'" + question.key() + "' is answered by yes or no, not by "
                                                    + shown(value))));
        }
        var sheet = new AnswerSheet(given);
        var unanswered = sheet.open().stream()
                .filter(question -> !fields.has(question.key()))
                .toList();
        if (!unanswered.isEmpty()) {
            fields.problem("", missing(unanswered));
        }
        fields.end();
        return sheet;
    }

    private static Optional<Boolean> answer(Json value) {
        return switch (value) {
            case Json.Bool(var yes) -> Optional.of(yes);
            case Json.Text(var text) -> word(text);
            default -> Optional.empty();
        };
    }

    private static String shown(Json value) {
        return value instanceof Json.Text(var text) ? "'" + text + "'" : value.kind();
    }

    public AnswerSheet with(Question question, boolean yes) {
        var more = new EnumMap<Question, Boolean>(Question.class);
        more.putAll(given);
        more.put(question, yes);
        return new AnswerSheet(more);
    }

    public Optional<Boolean> answer(Question question) {
        return Optional.ofNullable(given.get(question));
    }

    /** The questions without an answer, in their order. */
    public List<Question> open() {
        return java.util.Arrays.stream(Question.values())
                .filter(question -> !given.containsKey(question))
                .toList();
    }

    /** The answers once none is missing. @throws IllegalArgumentException saying which are */
    public Answers complete() {
        if (!open().isEmpty()) {
            throw new IllegalArgumentException(missing(open()));
        }
        return new Answers(given);
    }

    private static String missing(List<Question> open) {
        var names = open.stream().map(Question::key).collect(Collectors.joining(", "));
        return (open.size() == 1 ? "an answer is missing: " : open.size() + " answers are missing: ") + names + "; "
                + HOW + " for each of the " + Question.values().length + " questions";
    }
}
