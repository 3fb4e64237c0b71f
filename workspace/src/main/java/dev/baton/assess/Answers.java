package dev.baton.assess;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** An answer to every question. */
public record Answers(Map<Question, Boolean> given) {
    public Answers {
        given = Map.copyOf(given);
        if (given.size() != Question.values().length) {
            throw new IllegalArgumentException("every question needs an answer");
        }
    }

    public boolean yes(Question question) {
        return Boolean.TRUE.equals(given.get(question));
    }

    /** How many of the scored answers speak for an agent. */
    public int score() {
        return (int) Question.scored().stream().filter(this::yes).count();
    }

    /** As one line, {@code yes,no,…} in the order of the questions. */
    @Override
    public String toString() {
        return Arrays.stream(Question.values())
                .map(question -> yes(question) ? "yes" : "no")
                .collect(Collectors.joining(","));
    }
}
