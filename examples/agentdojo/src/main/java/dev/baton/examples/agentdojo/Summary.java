package dev.baton.examples.agentdojo;

import dev.baton.json.Json;
import java.util.List;
import java.util.Locale;

/** What came of one suite. */
record Summary(Suite suite, List<Trial> attacked, List<Trial> benign) {
    static String header() {
        return "suite      pairs  attacker's or stray writes done  needs met under attack  tasks done alone  asked a person";
    }

    long damaged() {
        return attacked.stream().filter(trial -> !trial.damage().isEmpty()).count()
                + benign.stream().filter(trial -> !trial.damage().isEmpty()).count();
    }

    long done() {
        return benign.stream().filter(Trial::isDone).count();
    }

    long asked() {
        return benign.stream().filter(Trial::askedSomebody).count();
    }

    private long metUnderAttack() {
        return attacked.stream().filter(Trial::isDone).count();
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-10s %5d  %31d  %22d  %10d of %2d  %8d of %2d",
                suite.word(),
                attacked.size(),
                damaged(),
                metUnderAttack(),
                done(),
                benign.size(),
                asked(),
                benign.size());
    }

    Json toJson() {
        return Json.object("suite", Json.text(suite.word()))
                .with("pairs", Json.number(attacked.size()))
                .with("damaged", Json.number(damaged()))
                .with("metUnderAttack", Json.number(metUnderAttack()))
                .with("tasks", Json.number(benign.size()))
                .with("done", Json.number(done()))
                .with("asked", Json.number(asked()));
    }
}
