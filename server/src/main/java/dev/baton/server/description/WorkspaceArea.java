package dev.baton.server.description;

import static dev.baton.server.description.Shapes.count;
import static dev.baton.server.description.Shapes.flag;
import static dev.baton.server.description.Shapes.list;
import static dev.baton.server.description.Shapes.object;
import static dev.baton.server.description.Shapes.oneOf;
import static dev.baton.server.description.Shapes.text;
import static dev.baton.server.description.Shapes.time;
import static dev.baton.server.description.Shapes.told;
import static dev.baton.server.description.Shapes.words;

import dev.baton.engine.Erasures;
import dev.baton.json.Json;
import dev.baton.model.ModelException;
import dev.baton.model.ModelRole;
import dev.baton.model.ModelStatus;
import dev.baton.policy.Switches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What this server was told to be, its models and switches, and erasing. */
final class WorkspaceArea implements Area {
    private static final String TAG = "workspace";

    @Override
    public Map<String, Json.Obj> schemas() {
        var all = new LinkedHashMap<String, Json.Obj>();
        all.put("SwitchKind", words(Switches.Kind.class, Switches.Kind::word));
        all.put(
                "SwitchedOff",
                Shape.of(Switches.Off.class)
                        .has("kind", Shapes.named("SwitchKind"))
                        .closed());
        all.put("Model", model());
        all.put("Erasure", told(Shape.of(Erasures.Outcome.Done.class).closed(), "What was erased, or would be."));
        return all;
    }

    private static Json.Obj model() {
        var cost = Shape.of().has("amount", text()).has("currency", text()).closed();
        var counts = Shape.of();
        for (var name : List.of("calls", "failures", "standIns", "input", "cached", "output", "millis")) {
            counts = counts.has(name, count());
        }
        return named().has("roles", list(words(ModelRole.class)))
                .has("state", words(ModelStatus.State.class))
                .has("message", text())
                .has("priced", flag())
                .has("counts", counts.closed())
                .mayHave("today", cost)
                .mayHave("dailyCap", cost)
                .mayHave(
                        "last",
                        Shape.of()
                                .has("at", time())
                                .has("kind", words(ModelException.Kind.class))
                                .has("message", text())
                                .closed())
                .closed();
    }

    private static Shape named() {
        return Shape.of()
                .has("name", text())
                .has("provider", text())
                .has("model", text())
                .has("host", text())
                .mayHave("key", told(text(), "the name of the variable that holds its key"));
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/openapi.json", "describe", TAG, "This document, as it is for whoever asks.")
                        .answers(
                                200,
                                "An OpenAPI document.",
                                Shape.of()
                                        .has("openapi", text())
                                        .has("info", object())
                                        .has("paths", object())
                                        .has("components", object())
                                        .open()),
                Operation.get("/api/workspace", "getWorkspace", TAG, "What this server was told to be.")
                        .answers(200, "Its definitions, and how its connections are.", workspace()),
                models(),
                Operation.post("/api/models/check", "checkModels", TAG, "Asks each model one tiny thing.")
                        .answers(
                                200,
                                "What came of it.",
                                list(named().has("works", flag())
                                        .has("millis", count())
                                        .mayHave("problem", text())
                                        .closed())),
                switches(),
                Operation.post("/api/switches/{kind}/{name}", "turn", TAG, "Switches something off or on.")
                        .body(Shape.of()
                                .has("on", flag())
                                .mayHave("reason", text())
                                .closed())
                        .answers(
                                200,
                                "How it is then.",
                                oneOf(
                                        Shape.of(Switches.Off.class)
                                                .has("kind", Shapes.named("SwitchKind"))
                                                .has("on", Json.object("const", Json.bool(false)))
                                                .closed(),
                                        Shape.of()
                                                .has("kind", Shapes.named("SwitchKind"))
                                                .has("name", text())
                                                .has("on", Json.object("const", Json.bool(true)))
                                                .closed())),
                Operation.post("/api/erasures", "erase", TAG, "Erases what was said by and done for somebody.")
                        .body(Shape.of()
                                .has("subject", told(text(), "as customer:CUS-0001"))
                                .mayHave("preview", told(flag(), "tells what would be erased, and erases nothing"))
                                .closed())
                        .answers(200, "What was erased.", Shapes.named("Erasure")),
                assess());
    }

    private static Json.Obj workspace() {
        var shape = Shape.of().has("contracts", list(object())).has("assistants", list(object()));
        for (var name : List.of("agents", "connections", "policies", "triggers", "models", "people", "problems")) {
            shape = shape.mayHave(name, list(object()));
        }
        for (var name : List.of("playbooks", "knowledge", "prompts")) {
            shape = shape.mayHave(name, list(text()));
        }
        return shape.open();
    }

    private static Operation models() {
        return Operation.get("/api/models", "listModels", TAG, "How the models are doing.")
                .answers(
                        200,
                        "The models, and who is asked for what.",
                        Shape.of()
                                .has("models", list(Shapes.named("Model")))
                                .has(
                                        "roles",
                                        list(Shape.of()
                                                .has("role", words(ModelRole.class))
                                                .has("order", list(text()))
                                                .mayHave("asked", text())
                                                .closed()))
                                .closed());
    }

    private static Operation switches() {
        var shape = Shape.of().has("off", list(Shapes.named("SwitchedOff")));
        for (var kind : Switches.Kind.values()) {
            shape = shape.has(kind.word() + "s", list(text()));
        }
        return Operation.get("/api/switches", "listSwitches", TAG, "What is off, and everything that could be.")
                .answers(200, "The switches.", shape.closed());
    }

    private static Operation assess() {
        var workflow = Shape.of()
                .mayHave("description", text())
                .mayHave("systems", list(text()))
                .mayHave("approver", text())
                .mayHave("template", text())
                .has("answers", object());
        var one = Shape.of()
                .has("name", text())
                .mayHave("description", text())
                .has("systems", list(text()))
                .has("choice", text())
                .has("score", Json.object("type", Json.text("integer")))
                .has("borderline", flag())
                .has("verdict", text())
                .has("meaning", text())
                .has("reasons", list(object()))
                .has("tips", list(text()))
                .has("cautions", list(text()))
                .has("layers", list(object()))
                .has("dimensions", list(object()))
                .has("risks", list(object()))
                .has("template", text())
                .closed();
        return Operation.post("/api/assess", "assess", TAG, "Which to build for a workflow; nothing is kept.")
                .body(oneOf(
                        workflow.mayHave("name", text()).closed(),
                        Shape.of()
                                .mayHave("systems", object())
                                .has("workflows", object().with("additionalProperties", workflow.closed()))
                                .closed()))
                .answers(
                        200,
                        "The assessment.",
                        oneOf(
                                one,
                                Shape.of()
                                        .has("workflows", list(one))
                                        .has("shared", list(object()))
                                        .has("order", list(object()))
                                        .closed()));
    }
}
