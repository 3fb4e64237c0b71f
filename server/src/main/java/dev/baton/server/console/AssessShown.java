package dev.baton.server.console;

import dev.baton.assess.AnswerSheet;
import dev.baton.assess.Answers;
import dev.baton.assess.Assessment;
import dev.baton.assess.Question;
import dev.baton.assess.Risk;
import dev.baton.assess.Starter;
import dev.baton.assess.Template;
import dev.baton.assess.Workflow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an address of {@code /assess} shows.
 *
 * @param questions all of them, with the answers so far
 * @param problem with the answers, in a sentence
 * @param result once the answers are complete
 */
public record AssessShown(List<Asked> questions, Optional<String> problem, Optional<Result> result) {
    private static final String NAME = "my-workspace";

    /** Sent with the answers, so that none at all is told from an address that asks for none. */
    private static final String ASKED = "asked";

    /**
     * A question on the page.
     *
     * @param open whether its answer is missing although others are there, or not to be understood
     */
    public record Asked(Question question, Optional<Boolean> answer, boolean open) {
        public boolean is(boolean yes) {
            return answer.equals(Optional.of(yes));
        }
    }

    /**
     * What the answers call for, and a starter.
     *
     * @param name of the workspace, as it was given
     * @param problem with the starter's name or template, in a sentence
     */
    public record Result(
            Assessment assessment,
            List<Risk> risks,
            String name,
            Template template,
            Optional<Starter> starter,
            Optional<String> problem) {

        /** The answers as they stand in the address. */
        public String query() {
            return Stream.of(Question.values())
                    .map(question ->
                            question.key() + "=" + (assessment.answers().yes(question) ? "yes" : "no"))
                    .collect(Collectors.joining("&"));
        }

        /** The address of the starter; only there for a name and template that are sound. */
        public String download() {
            return "/assess/starter.zip?" + query() + "&template=" + template.word() + "&name=" + name;
        }
    }

    static AssessShown of(Map<String, String[]> parameters) {
        var words = new LinkedHashMap<String, List<String>>();
        for (var key : Question.keys()) {
            var given = Arrays.stream(parameters.getOrDefault(key, new String[0]))
                    .filter(word -> !word.isBlank())
                    .toList();
            if (!given.isEmpty()) {
                words.put(key, given);
            }
        }
        var sheet = readable(words);
        if (words.isEmpty() && !parameters.containsKey(ASKED)) {
            return new AssessShown(asked(sheet, false), Optional.empty(), Optional.empty());
        }
        try {
            var answers = AnswerSheet.of(words).complete();
            return new AssessShown(asked(sheet, false), Optional.empty(), Optional.of(result(answers, parameters)));
        } catch (IllegalArgumentException e) {
            return new AssessShown(asked(sheet, true), Optional.of(sentence(e)), Optional.empty());
        }
    }

    /** The answers that can be understood, each for itself, so that a wrong one does not take the others away. */
    private static AnswerSheet readable(Map<String, List<String>> words) {
        var sheet = AnswerSheet.EMPTY;
        for (var word : words.entrySet()) {
            for (var answer : alone(word.getKey(), word.getValue()).given().entrySet()) {
                sheet = sheet.with(answer.getKey(), answer.getValue());
            }
        }
        return sheet;
    }

    private static AnswerSheet alone(String key, List<String> answers) {
        try {
            return AnswerSheet.of(Map.of(key, answers));
        } catch (IllegalArgumentException e) {
            return AnswerSheet.EMPTY; // told for all of them together
        }
    }

    private static List<Asked> asked(AnswerSheet sheet, boolean told) {
        return Arrays.stream(Question.values())
                .map(question -> new Asked(
                        question,
                        sheet.answer(question),
                        told && sheet.answer(question).isEmpty()))
                .toList();
    }

    private static Result result(Answers answers, Map<String, String[]> parameters) {
        var plain = Workflow.of(NAME, answers);
        var name = parameter(parameters, "name").orElse(NAME);
        try {
            var template = parameter(parameters, "template").map(Template::parse);
            var workflow = new Workflow(name, "", List.of(), Optional.empty(), template, answers);
            return shown(workflow, name, Optional.of(Starter.of(name, workflow, Map.of())), Optional.empty());
        } catch (IllegalArgumentException e) {
            return shown(plain, name, Optional.empty(), Optional.of(sentence(e)));
        }
    }

    private static Result shown(Workflow workflow, String name, Optional<Starter> starter, Optional<String> problem) {
        return new Result(
                workflow.assessment(), Risk.of(workflow, Map.of()), name, workflow.starter(), starter, problem);
    }

    private static Optional<String> parameter(Map<String, String[]> parameters, String name) {
        return Arrays.stream(parameters.getOrDefault(name, new String[0]))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static String sentence(IllegalArgumentException e) {
        var text = String.valueOf(e.getMessage());
        var end = text.endsWith("?") ? "" : ".";
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1) + end;
    }

    /** Whether nothing of the address has to be told to be wrong. */
    public boolean sound() {
        return problem.isEmpty() && result.flatMap(Result::problem).isEmpty();
    }

    String title() {
        return result.map(it -> "Build " + it.assessment().choice().title()).orElse("Which should you build?");
    }
}
