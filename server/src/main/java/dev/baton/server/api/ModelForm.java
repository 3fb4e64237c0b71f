package dev.baton.server.api;

import dev.baton.json.Json;
import dev.baton.model.ModelCost;
import dev.baton.model.ModelProbe;
import dev.baton.model.ModelRole;
import dev.baton.model.ModelStatus;
import dev.baton.model.ModelsStatus;
import java.util.List;
import java.util.Locale;

/** Models as JSON. */
public final class ModelForm {
    private ModelForm() {}

    public static Json.Obj of(ModelsStatus status) {
        return Json.object(
                        "models",
                        Json.array(
                                status.models().stream().map(ModelForm::model).toList()))
                .with(
                        "roles",
                        Json.array(status.roles().stream().map(ModelForm::role).toList()));
    }

    private static Json model(ModelStatus model) {
        var counts = model.counts();
        var json = Json.object("name", Json.text(model.name()))
                .with("provider", model.provider())
                .with("model", model.model())
                .with("host", model.host())
                .with(
                        "roles",
                        Json.texts(model.roles().stream().map(ModelForm::word).toList()))
                .with("state", word(model.state()))
                .with("message", model.message())
                .with("priced", Json.bool(model.priced()))
                .with(
                        "counts",
                        Json.object("calls", Json.number(counts.calls()))
                                .with("failures", Json.number(counts.failures()))
                                .with("standIns", Json.number(counts.standIns()))
                                .with("input", Json.number(counts.input()))
                                .with("cached", Json.number(counts.cached()))
                                .with("output", Json.number(counts.output()))
                                .with("millis", Json.number(counts.time().toMillis())));
        if (model.keyName().isPresent()) {
            json = json.with("key", model.keyName().get());
        }
        if (model.today().isPresent()) {
            json = json.with("today", cost(model.today().get()));
        }
        if (model.dailyCap().isPresent()) {
            json = json.with("dailyCap", cost(model.dailyCap().get()));
        }
        return model.last().isPresent() ? json.with("last", failed(model.last().get())) : json;
    }

    private static Json failed(ModelStatus.Failed failed) {
        return Json.object("at", Json.time(failed.at()))
                .with("kind", word(failed.kind()))
                .with("message", failed.message());
    }

    private static Json role(ModelsStatus.RoleStatus role) {
        var json = Json.object("role", Json.text(word(role.role()))).with("order", Json.texts(role.order()));
        return role.asked().map(name -> json.with("asked", name)).orElse(json);
    }

    /** What came of asking each. */
    public static Json of(List<ModelProbe> probes) {
        return Json.array(probes.stream().map(ModelForm::probe).toList());
    }

    private static Json probe(ModelProbe probe) {
        var json = Json.object("name", Json.text(probe.name()))
                .with("provider", probe.provider())
                .with("model", probe.model())
                .with("host", probe.host())
                .with("works", Json.bool(probe.works()))
                .with("millis", Json.number(probe.latency().toMillis()));
        if (probe.keyName().isPresent()) {
            json = json.with("key", probe.keyName().get());
        }
        return probe.problem().isPresent()
                ? json.with("problem", probe.problem().get())
                : json;
    }

    /** Money as text, because it is exact. */
    private static Json cost(ModelCost cost) {
        return Json.object("amount", Json.text(cost.amount().toPlainString())).with("currency", cost.currency());
    }

    private static String word(ModelRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
