package dev.baton.server.door.hook;

import dev.baton.server.http.ProblemException;

/** A delivery of which nothing was started, with what the sender is told. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final transient ProblemException problem;

    /** What the sender is told holds nothing of the delivery. */
    Refusal(Outcome outcome, ProblemException problem) {
        this(outcome, problem, problem.detail());
    }

    /** @param logged what operators are told instead, because what the sender is told may quote what it sent */
    Refusal(Outcome outcome, ProblemException problem, String logged) {
        super(logged);
        this.outcome = outcome;
        this.problem = problem;
    }

    String logged() {
        return String.valueOf(getMessage());
    }

    Outcome outcome() {
        return outcome;
    }

    ProblemException problem() {
        return problem;
    }
}
