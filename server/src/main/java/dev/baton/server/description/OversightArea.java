package dev.baton.server.description;

import static dev.baton.server.description.Shapes.count;
import static dev.baton.server.description.Shapes.flag;
import static dev.baton.server.description.Shapes.list;
import static dev.baton.server.description.Shapes.named;
import static dev.baton.server.description.Shapes.object;
import static dev.baton.server.description.Shapes.text;
import static dev.baton.server.description.Shapes.words;

import dev.baton.engine.Reviews.ReviewView;
import dev.baton.engine.Shadows.ShadowView;
import dev.baton.json.Json;
import dev.baton.oversight.AgentRecord;
import dev.baton.oversight.Agreement;
import dev.baton.policy.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much agents may do by themselves, and what they did or would have done. */
final class OversightArea implements Area {
    private static final String TAG = "oversight";
    private static final String LEVEL = "/api/levels/{agent}";
    private static final String REVIEW = "/api/reviews/{id}";
    private static final String SHADOW = "/api/shadows/{run}";

    @Override
    public Map<String, Json.Obj> schemas() {
        var all = new LinkedHashMap<String, Json.Obj>();
        all.put("Level", words(Level.class, Level::word));
        all.put("AgentLevel", level().closed());
        all.put("AgentLevelSet", level().has("message", text()).closed());
        all.put("Review", Shape.of(ReviewView.class).closed());
        all.put(
                "Reviewed",
                Shape.of(ReviewView.class)
                        .has("message", text())
                        .has("level", named("Level"))
                        .closed());
        all.put("Shadow", shadow());
        return all;
    }

    private static Shape level() {
        return Shape.of()
                .has("agent", text())
                .has("description", text())
                .has("level", named("Level"))
                .has("inFile", named("Level"))
                .has("mayLower", list(text()))
                .has(
                        "reviews",
                        Shape.of().has("fine", count()).has("notFine", count()).closed())
                .mayHave(
                        "set",
                        Shape.of(AgentRecord.Cap.class)
                                .has("level", named("Level"))
                                .closed());
    }

    private static Json.Obj shadow() {
        var line = Shape.of(Agreement.Line.class).has("kind", words(Agreement.Kind.class));
        return Shape.of(ShadowView.class)
                .mayHave(
                        "agreement",
                        Shape.of()
                                .has("full", flag())
                                .has("lines", list(line.closed()))
                                .closed())
                .closed();
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/levels", "listLevels", TAG, "How much each agent may do by itself.")
                        .answers(200, "The agents.", list(named("AgentLevel"))),
                Operation.get(LEVEL, "getLevel", TAG, "How much one agent may do by itself.")
                        .answers(200, "The agent.", named("AgentLevel")),
                Operation.post(LEVEL, "setLevel", TAG, "Sets how much an agent may do by itself.")
                        .body(Shape.of()
                                .has("level", named("Level"))
                                .mayHave("reason", text())
                                .closed())
                        .answers(200, "The agent as it is then.", named("AgentLevelSet"))
                        .refuses(409),
                Operation.get(REVIEW, "getReview", TAG, "What an agent did unasked.")
                        .answers(200, "What is to be looked at.", named("Review")),
                Operation.post(REVIEW, "review", TAG, "Tells whether what was done unasked was right.")
                        .body(Shape.of()
                                .has("fine", flag())
                                .mayHave("comment", text())
                                .closed())
                        .answers(200, "What was said, and the agent's level then.", named("Reviewed"))
                        .refuses(409),
                Operation.get("/api/shadows", "listShadows", TAG, "What an agent would have done.")
                        .neededQuery("agent", text(), "The agent.")
                        .query("limit", Listings.limit(), Listings.LIMIT)
                        .answers(
                                200,
                                "Its runs, and how often people did the same.",
                                Shape.of()
                                        .has("agent", text())
                                        .has("known", count())
                                        .has("agreed", count())
                                        .has("runs", list(named("Shadow")))
                                        .closed()),
                Operation.get(SHADOW, "getShadow", TAG, "What an agent would have done in one run.")
                        .answers(200, "The run.", named("Shadow")),
                Operation.post(SHADOW, "tellShadow", TAG, "Tells what people did in place of the agent.")
                        .body(Shape.of()
                                .has(
                                        "did",
                                        list(Shape.of()
                                                .has("does", text())
                                                .mayHave("args", object())
                                                .closed()))
                                .mayHave("comment", text())
                                .closed())
                        .answers(200, "The run as it is then.", named("Shadow")));
    }
}
