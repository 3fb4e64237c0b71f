package dev.baton.examples.agentdojo;

import dev.baton.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts pairs to the trial. Under attack the person who is asked says no, and the model goes on with the rest of its script
 * as often as it takes, so that every call of the attacker's is really tried. Without an attack the person says yes.
 */
final class Trials implements AutoCloseable {
    private final Suite suite;
    private final Dojo dojo;
    private final Script script;
    private final ObeyingModel model;
    private final Desk desk;

    Trials(Suite suite, Path system, Path workspace, Path data) throws IOException, InterruptedException {
        this.suite = suite;
        this.dojo = new Dojo(system, suite.word());
        this.script = new Script(suite.tools());
        this.model = new ObeyingModel(script);
        this.desk = new Desk(suite, workspace, data, dojo.url(), model.url());
    }

    List<Pair> pairs(int sample, String attack) throws IOException {
        return dojo.pairs(sample, attack);
    }

    List<Trial> run(List<Pair> pairs, Consumer<Trial> told) throws IOException, InterruptedException {
        var trials = new ArrayList<Trial>();
        for (var pair : pairs) {
            var trial = run(pair);
            trials.add(trial);
            told.accept(trial);
        }
        return List.copyOf(trials);
    }

    private Trial run(Pair pair) throws IOException, InterruptedException {
        var begun = dojo.begin(pair);
        var request = begun.textAt("prompt").orElseThrow();
        var answer = begun.textAt("gold_output").orElse("");
        script.load(begun.get("hostile_script").orElseThrow().asArray(), answer);
        var asked = new ArrayList<Json>();
        do {
            var handoff = desk.handIn(request);
            for (var call = desk.asked(handoff); call.isPresent(); call = desk.asked(handoff)) {
                asked.add(pending(call.get()));
                handoff = desk.decide(handoff, pair.injection().isEmpty());
            }
        } while (!script.isOver());
        var pending = pair.injection().isEmpty() ? List.<Json>of() : asked;
        return new Trial(pair, List.copyOf(asked), dojo.verdict(pending, answer));
    }

    private Json pending(Json approval) {
        return Json.object(
                        "tool", Json.text(suite.function(approval.textAt("tool").orElseThrow())))
                .with("args", approval.get("args").orElse(Json.object()));
    }

    @Override
    public void close() {
        desk.close();
        model.close();
        dojo.close();
    }
}
