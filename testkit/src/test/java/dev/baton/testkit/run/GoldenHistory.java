package dev.baton.testkit.run;

import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.run.RunEvent;
import dev.baton.run.RunFold;
import dev.baton.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A history as a released version wrote it, one event a line, and last what it means. A file that was released is never
 * written again: if a test of it fails, the code is wrong. New histories are added by {@link #main}.
 */
record GoldenHistory(List<Json> events, Json meaning) {
    private static final Map<String, Predicate<List<String>>> WANTED = new TreeMap<>(Map.ofEntries(
            wanted("refund-without-a-person", types -> types.contains("Completed") && !types.contains("ApprovalAsked")),
            wanted("approved", types -> types.contains("Completed") && types.contains("ApprovalGranted")),
            wanted("denied", types -> types.contains("ApprovalRefused") && types.contains("Rejected")),
            wanted("expired", types -> types.contains("ApprovalExpired")),
            wanted("edited", types -> types.contains("ArgsEdited") && types.contains("Completed")),
            wanted("planned-again", types -> types.contains("Replanned") && types.contains("Completed")),
            wanted("looked-up", types -> types.contains("EffectReconciled") && types.contains("Completed")),
            wanted("sent-again", types -> types.contains("EffectResent") && types.contains("Completed")),
            wanted(
                    "origins-kept",
                    types -> inOrder(types, "ModelCalled", "ArgsEdited", "Ruled", "EffectIntended", "Completed")),
            wanted("in-the-shadow", types -> inOrder(types, "Ruled", "Shadowed", "Canceled")),
            wanted("switched-off", types -> inOrder(types, "Halted", "Resumed", "EffectIntended", "Completed")),
            wanted("room-taken", types -> inOrder(types, "+windows", "EffectConfirmed", "Undone")),
            wanted("done-unasked", types -> inOrder(types, "Ruled", "+unasked", "EffectConfirmed", "Completed")),
            wanted("canceled", types -> types.contains("Canceled")),
            wanted("taken-back", types -> types.contains("Undone") && types.contains("StepDeferred")),
            wanted("left-standing", types -> types.contains("LeftStanding") && types.contains("Undone")),
            wanted("asked-and-waited", types -> types.containsAll(List.of("InputGiven", "WaitOver", "Completed"))),
            wanted("nobody-answered", types -> types.contains("InputExpired")),
            wanted("question-voided", types -> types.contains("InputVoided")),
            wanted("found-out-by-a-person", types -> types.containsAll(List.of("EffectResolvedByHand", "Completed"))),
            wanted("handed-off", types -> types.containsAll(List.of("HandoffEnded", "Completed"))),
            wanted("child-called-off", types -> types.containsAll(List.of("HandoffEnded", "Canceled"))),
            wanted("skipped-by-hand", types -> inOrder(types, "SkippedByHand", "Completed")),
            wanted("tried-again-by-hand", types -> inOrder(types, "StepFailed", "StepRetried", "Completed")),
            wanted(
                    "sent-again-by-hand",
                    types -> inOrder(
                            types, "EffectUnknown", "StepRetried", "EffectResent", "EffectConfirmed", "Completed")),
            wanted(
                    "gone-on-by-answer",
                    types -> inOrder(types, "InputAsked", "InputGiven", "StepRetried", "Completed")),
            wanted("done-by-hand", types -> types.containsAll(List.of("CompletedByHand", "Completed"))),
            wanted("planned-by-a-model", types -> inOrder(types, "ModelCalled", "Planned", "Completed")),
            wanted("proposal-mended", types -> inOrder(types, "PlanRejected", "ModelCalled", "Planned", "Completed")),
            wanted("no-plan", types -> types.contains("PlanRejected") && !types.contains("Planned")),
            wanted("model-down", types -> inOrder(types, "PlanDeferred", "Planned", "Completed")),
            wanted("fallen-back", types -> inOrder(types, "ModelCalled", "Planned", "Skipped", "Completed")),
            wanted("planned-anew", types -> inOrder(types, "ReplanningBegun", "Planned", "Completed")),
            wanted(
                    "sold-out-meanwhile",
                    types -> inOrder(
                            types, "ApprovalGranted", "ReadDone", "StepFailed", "ReplanningBegun", "Completed")),
            wanted(
                    "plan-approved",
                    types -> inOrder(types, "ApprovalAsked", "ApprovalGranted", "Planned", "Completed")),
            wanted("plan-denied", types -> inOrder(types, "ApprovalRefused", "Rejected") && !types.contains("Planned")),
            wanted(
                    "planned-in-parts",
                    types -> inOrder(types, "Planned", "ReadDone", "Planned", "Planned", "Completed")),
            wanted("judged-by-a-model", types -> inOrder(types, "JudgementRejected", "Judged", "Completed")),
            wanted("judged-by-a-person", types -> inOrder(types, "JudgementRejected", "InputAsked", "Completed"))));

    private static boolean inOrder(List<String> types, String... wanted) {
        var at = 0;
        for (var type : types) {
            at += at < wanted.length && type.equals(wanted[at]) ? 1 : 0;
        }
        return at == wanted.length;
    }

    private static Map.Entry<String, Predicate<List<String>>> wanted(String name, Predicate<List<String>> types) {
        return Map.entry(name, types);
    }

    static GoldenHistory read(Path file) throws IOException {
        var lines = Files.readAllLines(file).stream().map(Json::parse).toList();
        return new GoldenHistory(lines.subList(0, lines.size() - 1), asNow(lines.getLast()));
    }

    /** A receipt may have gained members since; what it said then must be said in the same way. */
    private static Json asNow(Json meaning) {
        var receipt = JsonMapping.fromJson(meaning.get("receipt").orElseThrow(), Receipt.class);
        return meaning.asObject().with("receipt", JsonMapping.toJson(receipt));
    }

    /** What the events mean to the code as it is now. */
    Json replayed() {
        RunState state = new RunState.NotStarted();
        for (var line : events) {
            var at = Instant.parse(line.textAt("at").orElseThrow());
            var payload = line.get("payload").orElseThrow();
            state = RunFold.apply(
                    state,
                    JsonMapping.fromJson(payload, type(line.textAt("type").orElseThrow())),
                    at);
        }
        return meaning(state);
    }

    private static Class<? extends RunEvent> type(String name) {
        return Arrays.stream(RunEvent.class.getPermittedSubclasses())
                .filter(type -> type.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the code no longer knows the event " + name))
                .asSubclass(RunEvent.class);
    }

    private static Json meaning(RunState state) {
        var ended = (RunState.Ended) state;
        var steps = new TreeMap<String, Json>();
        ended.last()
                .steps()
                .forEach((step, it) ->
                        steps.put(step.toString(), Json.text(it.getClass().getSimpleName())));
        var effects = new TreeMap<String, Json>();
        ended.last()
                .effects()
                .forEach((id, it) ->
                        effects.put(id, Json.text(it.status().getClass().getSimpleName())));
        return Json.object("receipt", JsonMapping.toJson(ended.receipt()))
                .with("steps", new Json.Obj(steps))
                .with("effects", new Json.Obj(effects));
    }

    /** Writes the histories that are not there yet into the folder. */
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        for (var wanted : WANTED.entrySet()) {
            var file = folder.resolve(wanted.getKey() + ".jsonl");
            if (!Files.exists(file)) {
                Files.writeString(file, write(find(wanted.getValue())));
            }
        }
    }

    private static RandomRun find(Predicate<List<String>> wanted) {
        return LongStream.range(0, 100_000)
                .mapToObj(GoldenHistory::lived)
                .filter(run -> wanted.test(
                        run.log().stream().flatMap(GoldenHistory::names).toList()))
                .findFirst()
                .orElseThrow();
    }

    /** The type, and what else is worth looking for. */
    private static Stream<String> names(RandomRun.Recorded it) {
        var name = it.type().getSimpleName();
        return it.event() instanceof RunEvent.EffectIntended intended
                ? Stream.of(
                                Stream.of(name),
                                intended.windows().stream().limit(1).map(window -> "+windows"),
                                intended.unasked().stream().map(unasked -> "+unasked"))
                        .flatMap(names -> names)
                : Stream.of(name);
    }

    private static RandomRun lived(long seed) {
        var run = new RandomRun(seed);
        for (var i = 0; i < 80 && !run.isOver(); i++) {
            run.happen();
        }
        for (var i = 0; i < 400 && !run.isOver(); i++) {
            run.settle();
        }
        return run;
    }

    private static String write(RandomRun run) {
        var text = new StringBuilder();
        for (var it : run.log()) {
            text.append(Json.object("type", Json.text(it.type().getSimpleName()))
                            .with("at", Json.time(it.at()))
                            .with("payload", it.payload())
                            .write())
                    .append('\n');
        }
        return text.append(meaning(run.state()).write()).append('\n').toString();
    }
}
