package dev.baton.assess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the answers call for, and why.
 *
 * @param score how many of the five scored answers speak for an agent
 * @param borderline whether one more yes would have made it an agent
 * @param reasons one for each question, in their order
 * @param tips what would turn a borderline assistant into an agent; empty otherwise
 * @param cautions what does not fit together in the answers
 */
public record Assessment(
        Answers answers,
        Choice choice,
        int score,
        boolean borderline,
        List<Reason> reasons,
        List<String> tips,
        List<String> cautions) {

    /** So many scored answers make it an agent. */
    public static final int AGENT_FROM = 2;

    public Assessment {
        reasons = List.copyOf(reasons);
        tips = List.copyOf(tips);
        cautions = List.copyOf(cautions);
    }

    /** What one answer says. */
    public record Reason(Question question, boolean yes, String text) {
        /** Whether this answer counts towards an agent. */
        public boolean forAgent() {
            return yes && question.isScored();
        }
    }

    public static Assessment of(Answers answers) {
        var score = answers.score();
        var choice = choice(score, answers.yes(Question.PEOPLE));
        var borderline = score == AGENT_FROM - 1;
        var reasons = Arrays.stream(Question.values())
                .map(question -> new Reason(question, answers.yes(question), question.reason(answers.yes(question))))
                .toList();
        return new Assessment(
                answers,
                choice,
                score,
                borderline,
                reasons,
                borderline ? tips(answers) : List.of(),
                cautions(choice, answers));
    }

    private static Choice choice(int score, boolean people) {
        if (score < AGENT_FROM) {
            return Choice.ASSISTANT;
        }
        return people ? Choice.HYBRID : Choice.AGENT;
    }

    private static List<String> tips(Answers answers) {
        return Question.scored().stream()
                .filter(question -> !answers.yes(question))
                .map(question -> "It becomes work for an agent if " + question.tip() + " (" + question.key() + ").")
                .toList();
    }

    private static List<String> cautions(Choice choice, Answers answers) {
        var cautions = new ArrayList<String>();
        if (choice == Choice.ASSISTANT && !answers.yes(Question.PEOPLE)) {
            cautions.add("Nobody converses with it, and fewer than two answers ask for an agent: a report, a form or a"
                    + " small program may be all that is needed.");
        }
        if (choice == Choice.AGENT && !answers.yes(Question.UNPROMPTED)) {
            cautions.add("Nobody converses with it and nothing starts it by itself: say which program or which person"
                    + " hands the work in.");
        }
        return cautions;
    }

    /** The result in a sentence, with the count that it rests on. */
    public String verdict() {
        var counted = score + " of " + Question.scored().size() + " answers ask for an agent";
        return "Build " + choice.title() + (borderline ? " (borderline)" : "") + ": " + counted
                + (choice == Choice.HYBRID ? ", and people converse with it." : ".");
    }
}
