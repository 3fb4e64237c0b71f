package dev.baton.engine;

import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.json.Personal;
import dev.baton.policy.Compared;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Shows a run without what the schemas of its contract and of the tools mark as personal. A value that any of them marks
 * is hidden wherever it may stand, since arguments, facts and results are passed on under other names: rather too much
 * than too little.
 */
public final class Concealment {
    /** Of what has nothing personal, or was revealed. */
    public static final Concealment NONE = new Concealment(List.of(), Set.of());

    private final List<Json.Obj> schemas;
    private final Set<String> texts;

    private Concealment(List<Json.Obj> schemas, Set<String> texts) {
        this.schemas = List.copyOf(schemas);
        this.texts = Set.copyOf(texts);
    }

    /** @param values everything that was said in the run */
    static Concealment of(List<Json.Obj> schemas, List<Json> values) {
        var marking = schemas.stream().filter(Personal::marks).distinct().toList();
        if (marking.isEmpty()) {
            return NONE;
        }
        var texts = new LinkedHashSet<String>();
        values.forEach(value -> collect(value, marking, texts));
        return new Concealment(marking, texts);
    }

    private static void collect(Json value, List<Json.Obj> schemas, Set<String> texts) {
        for (var schema : schemas) {
            if (!Personal.isWhole(schema)) {
                texts.addAll(Personal.texts(value, schema));
            }
        }
        children(value).forEach(child -> collect(child, schemas, texts));
    }

    private static List<Json> children(Json value) {
        return switch (value) {
            case Json.Obj(var members) -> List.copyOf(members.values());
            case Json.Arr(var items) -> items;
            case Json other -> List.of();
        };
    }

    /** Whether there is anything that may have to be hidden. */
    public boolean hides() {
        return !schemas.isEmpty();
    }

    public String text(String text) {
        return Personal.without(texts, text);
    }

    public Json json(Json value) {
        return schemas.isEmpty() ? value : Personal.without(texts, hidden(value));
    }

    private Json.Obj object(Json.Obj value) {
        return json(value).asObject();
    }

    private Json hidden(Json value) {
        var shown = value;
        for (var schema : schemas) {
            shown = Personal.isWhole(schema) ? shown : Personal.hidden(shown, schema);
        }
        return switch (shown) {
            case Json.Obj(var members) -> {
                var all = new LinkedHashMap<String, Json>();
                members.forEach((name, member) -> all.put(name, hidden(member)));
                yield new Json.Obj(all);
            }
            case Json.Arr(var items) ->
                new Json.Arr(items.stream().map(this::hidden).toList());
            case Json other -> other;
        };
    }

    public RunView of(RunView run) {
        return schemas.isEmpty()
                ? run
                : new RunView(
                        of(run.handoff()),
                        run.agent(),
                        run.goal(),
                        run.steps().stream().map(this::of).toList(),
                        run.approvals().stream().map(this::of).toList(),
                        run.plans(),
                        run.recalled(),
                        run.models());
    }

    private RunView.StepView of(RunView.StepView step) {
        return new RunView.StepView(
                step.id(),
                step.tool(),
                step.access(),
                step.after(),
                step.status(),
                step.args().map(this::json),
                step.result().map(this::json),
                step.effect(),
                step.note().map(this::text),
                step.startedAt(),
                step.endedAt(),
                step.possible());
    }

    public HandoffView of(HandoffView handoff) {
        if (schemas.isEmpty()) {
            return handoff;
        }
        return new HandoffView(
                handoff.id(),
                handoff.run(),
                handoff.contract(),
                handoff.state(),
                text(handoff.message()),
                handoff.requester(),
                handoff.subject(),
                object(handoff.input()),
                handoff.submittedAt(),
                handoff.needs().map(this::of),
                handoff.receipt().map(this::of),
                handoff.revision(),
                handoff.context());
    }

    private Receipt of(Receipt receipt) {
        return new Receipt(
                receipt.state(),
                receipt.outcome(),
                object(receipt.output()),
                receipt.reason().map(this::text),
                receipt.rule(),
                receipt.confirmations(),
                receipt.approvals(),
                receipt.leftStanding(),
                receipt.cost(),
                receipt.startedAt(),
                receipt.endedAt(),
                receipt.undone());
    }

    private HandoffView.Needs of(HandoffView.Needs needs) {
        return switch (needs) {
            case HandoffView.Needs.Approval approval -> approval;
            case HandoffView.Needs.Input it ->
                new HandoffView.Needs.Input(
                        it.id(), it.of(), text(it.question()), json(it.context()), it.schema(), it.expires());
            case HandoffView.Needs.Resolution it -> new HandoffView.Needs.Resolution(it.step(), text(it.question()));
        };
    }

    public ApprovalView of(ApprovalView approval) {
        return schemas.isEmpty()
                ? approval
                : approval.showing(
                        object(approval.input()),
                        object(approval.args()),
                        object(approval.evidence()),
                        approval.compared().stream()
                                .map(it -> new Compared(it.what(), json(it.value())))
                                .toList());
    }

    /** The contents of events are many and of every form; where something is personal none of them is shown. */
    public JournalEntry of(JournalEntry entry) {
        return schemas.isEmpty()
                ? entry
                : new JournalEntry(
                        entry.revision(),
                        entry.at(),
                        entry.by(),
                        entry.rule(),
                        entry.type(),
                        Json.text(Personal.HIDDEN),
                        text(entry.words()));
    }
}
