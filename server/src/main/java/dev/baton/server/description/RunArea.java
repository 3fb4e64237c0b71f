package dev.baton.server.description;

import static dev.baton.server.description.Shapes.any;
import static dev.baton.server.description.Shapes.count;
import static dev.baton.server.description.Shapes.exactly;
import static dev.baton.server.description.Shapes.flag;
import static dev.baton.server.description.Shapes.list;
import static dev.baton.server.description.Shapes.named;
import static dev.baton.server.description.Shapes.oneOf;
import static dev.baton.server.description.Shapes.text;
import static dev.baton.server.description.Shapes.told;
import static dev.baton.server.description.Shapes.words;

import dev.baton.engine.Inbox;
import dev.baton.engine.JournalEntry;
import dev.baton.engine.RunSummary;
import dev.baton.engine.RunView;
import dev.baton.json.Json;
import dev.baton.memory.Recollection;
import dev.baton.run.PlanVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs, for people who oversee them. */
final class RunArea implements Area {
    static final String PERSONAL = "What is personal is hidden; show has it shown, and keeps who saw it.";

    private static final String TAG = "runs";
    private static final String RUN = "/api/runs/{id}";
    private static final String STEP = RUN + "/steps/{step}";

    @Override
    public Map<String, Json.Obj> schemas() {
        var all = new LinkedHashMap<String, Json.Obj>();
        all.put(
                "RunSummary",
                Shape.of(RunSummary.class).has("state", named("HandoffState")).closed());
        all.put("JournalEntry", Shape.of(JournalEntry.class).closed());
        all.put(
                "Step",
                Shape.of(RunView.StepView.class)
                        .has("status", words(RunView.Status.class))
                        .closed());
        all.put("PlanVersion", Shape.of(PlanVersion.class).closed());
        all.put(
                "Recollection",
                Shape.of(Recollection.class).has("state", named("HandoffState")).closed());
        all.put(
                "ModelUse",
                Shape.of(RunView.ModelUse.class).has("latency", duration()).closed());
        all.put("Disclosure", Shape.of(Inbox.Disclosure.class).closed());
        all.put("Run", run());
        return all;
    }

    /** As ISO 8601 has it: the format of JSON Schema knows no fractions of a second. */
    private static Json.Obj duration() {
        return told(text().with("pattern", "^PT[0-9HMS.]+$"), "as PT1.5S");
    }

    private static Json.Obj run() {
        return Shape.of()
                .has("id", text())
                .has("state", named("HandoffState"))
                .has("agent", text())
                .has("goal", text())
                .has("handoff", named("Handoff"))
                .has("steps", list(named("Step")))
                .has("approvals", list(named("Approval")))
                .has("plans", list(named("PlanVersion")))
                .has("recalled", list(named("Recollection")))
                .has("models", list(named("ModelUse")))
                .closed();
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/runs", "listRuns", TAG, "Runs, the latest first.")
                        .query("state", named("HandoffState"), "Only those in this state.")
                        .query("limit", Listings.limit(), Listings.LIMIT)
                        .answers(200, "The runs.", list(named("RunSummary"))),
                Operation.get(RUN, "getRun", TAG, "A run in full.")
                        .query("personal", exactly("show"), PERSONAL)
                        .answers(200, "The run, or what is left of it.", oneOf(named("Run"), named("Erased")))
                        .refuses(409)
                        .refusesWith(410, "ArchivedProblem"),
                journal(),
                changed("/cancel", "cancelRun", "Cancels a run.")
                        .optionalBody(Shape.of()
                                .mayHave("reason", text())
                                .mayHave("undo", flag())
                                .closed()),
                changed("/input", "answerRun", "Answers a question of the run.").body(HandoffArea.answer()),
                step("/resolve", "resolveStep", "Tells whether a write happened of which nobody knows.")
                        .body(Shape.of()
                                .has("happened", flag())
                                .mayHave("reference", any())
                                .closed()),
                step("/skip", "skipStep", "Goes on without a step.")
                        .body(Shape.of().has("reason", text()).closed()),
                step("/retry", "retryStep", "Tries a step again."),
                Operation.get(RUN + "/disclosures", "listDisclosures", TAG, "Who had what is personal shown.")
                        .answers(200, "Who, and when.", list(named("Disclosure")))
                        .refusesWith(410, "ArchivedProblem"));
    }

    private static Operation journal() {
        return Operation.get(RUN + "/events", "listEvents", TAG, "What happened in a run, or follows it as it happens.")
                .query("after", count(), "The revision after which to begin.")
                .query("personal", exactly("show"), PERSONAL)
                .header("Last-Event-ID", count(), "The revision after which a stream goes on; it wins over after.")
                .answersWithEvents(
                        "Entries; a stream ends with how the run ended.",
                        list(named("JournalEntry")),
                        Map.of("message", named("JournalEntry"), "end", oneOf(named("Handoff"), named("Erased"))))
                .refusesWith(410, "ArchivedProblem");
    }

    private static Operation changed(String path, String id, String summary) {
        return Operation.post(RUN + path, id, TAG, summary)
                .answers(200, "The run as it is then.", named("Run"))
                .refuses(409);
    }

    private static Operation step(String path, String id, String summary) {
        return Operation.post(STEP + path, id, TAG, summary)
                .answers(200, "The run as it is then.", named("Run"))
                .refuses(409);
    }
}
