package dev.baton.server.api;

import dev.baton.engine.Levels.AgentLevel;
import dev.baton.engine.Reviews.ReviewView;
import dev.baton.engine.Shadows.ShadowView;
import dev.baton.engine.Shadows.Summary;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.oversight.AgentRecord;
import dev.baton.oversight.Agreement;
import java.util.Locale;
import java.util.TreeSet;

/** Levels, reviews and shadows as JSON. */
final class OversightForm {
    private OversightForm() {}

    static Json.Obj of(AgentLevel level) {
        var record = level.record();
        var form = Json.object("agent", Json.text(level.agent()))
                .with("description", level.description())
                .with("level", level.now().word())
                .with("inFile", level.inFile().word())
                .with("mayLower", Json.texts(new TreeSet<>(level.mayLower())))
                .with(
                        "reviews",
                        Json.object("fine", Json.number(record.fine())).with("notFine", Json.number(record.notFine())));
        return record.cap()
                .map(OversightForm::cap)
                .map(cap -> form.with("set", cap))
                .orElse(form);
    }

    private static Json cap(AgentRecord.Cap cap) {
        return JsonMapping.toJson(cap).with("level", cap.level().word());
    }

    static Json.Obj of(ReviewView review) {
        return JsonMapping.toJson(review);
    }

    static Json of(Summary summary) {
        return Json.object("agent", Json.text(summary.agent()))
                .with("known", Json.number(summary.known()))
                .with("agreed", Json.number(summary.agreed()))
                .with(
                        "runs",
                        Json.array(
                                summary.runs().stream().map(OversightForm::of).toList()));
    }

    static Json.Obj of(ShadowView shadow) {
        var form = JsonMapping.toJson(shadow).without("agreement");
        return shadow.agreement()
                .map(it -> form.with("agreement", agreement(it)))
                .orElse(form);
    }

    private static Json agreement(Agreement agreement) {
        return Json.object("full", Json.bool(agreement.isFull()))
                .with(
                        "lines",
                        Json.array(agreement.lines().stream()
                                .map(line -> JsonMapping.toJson(line).with("kind", word(line.kind())))
                                .toList()));
    }

    static String word(Agreement.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
