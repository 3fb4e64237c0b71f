package dev.baton.server.description;

import static dev.baton.server.description.Shapes.count;
import static dev.baton.server.description.Shapes.list;
import static dev.baton.server.description.Shapes.named;
import static dev.baton.server.description.Shapes.object;
import static dev.baton.server.description.Shapes.text;
import static dev.baton.server.description.Shapes.words;

import dev.baton.handoff.CallSchema;
import dev.baton.handoff.Contract;
import dev.baton.handoff.FunctionForm;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Json;
import dev.baton.json.OfferedSchema;
import dev.baton.principal.Principal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Contracts, and the door of each: typed with what goes in and what comes out. */
final class ContractArea implements Area {
    private static final String TAG = "contracts";

    private final Principal caller;
    private final List<Contract> contracts;

    /** Of contracts that are not for the caller nothing is told. */
    ContractArea(List<Contract> all, Principal caller) {
        this.caller = caller;
        this.contracts = all.stream()
                .filter(contract -> contract.admits(caller))
                .sorted(Comparator.comparing((Contract it) -> it.id().name())
                        .thenComparingInt(it -> it.id().version()))
                .toList();
    }

    @Override
    public Map<String, Json.Obj> schemas() {
        var all = new LinkedHashMap<String, Json.Obj>();
        all.put(
                "Contract",
                Shape.of()
                        .has("name", text())
                        .has("version", count())
                        .has("description", text())
                        .has("input", object())
                        .has("output", object())
                        .has("examples", list(text()))
                        .has(
                                "links",
                                Shape.of()
                                        .has("submit", text())
                                        .has("function", text())
                                        .closed())
                        .closed());
        for (var contract : contracts) {
            all.put(name(contract, "input"), part(name(contract, "input"), input(contract)));
            all.put(
                    name(contract, "output"),
                    part(name(contract, "output"), OfferedSchema.parameters(contract.output())));
            all.put(name(contract, "handoff"), handoff(contract));
        }
        return all;
    }

    private Json.Obj input(Contract contract) {
        return caller.has(Principal.ACT_FOR) ? CallSchema.of(contract) : CallSchema.withoutIdentity(contract);
    }

    private static Json.Obj part(String name, Json.Obj schema) {
        return Moved.to("#/components/schemas/" + name, schema);
    }

    private static String name(Contract contract, String part) {
        return contract.id().name() + "." + contract.id().version() + "." + part;
    }

    /** A handoff whose receipt, once it is completed, holds what this contract promises. */
    private static Json.Obj handoff(Contract contract) {
        var completed = Shape.of()
                .has("state", Shapes.exactly(HandoffState.COMPLETED.word()))
                .open();
        var output = Shape.of().has("output", named(name(contract, "output"))).open();
        var typed = Shape.of()
                .has("contract", Shapes.exactly(contract.id().toString()))
                .mayHave("receipt", Json.object("if", completed).with("then", output))
                .open();
        return Json.object("allOf", Json.array(named("Handoff"), typed));
    }

    @Override
    public List<Operation> operations() {
        var all = new ArrayList<Operation>();
        all.add(Operation.get("/api/contracts", "listContracts", TAG, "What the caller may hand in.")
                .answers(200, "The contracts.", list(named("Contract"))));
        all.add(Operation.get("/api/contracts/{name}", "getContract", TAG, "One contract.")
                .answers(200, "The contract.", named("Contract")));
        all.add(Operation.get("/api/contracts/{name}/function", "getFunction", TAG, "A contract as a model's function.")
                .query(
                        "form",
                        words(FunctionForm.class, FunctionForm::word),
                        "Whose form; openai when nothing is said.")
                .answers(200, "The function.", object()));
        contracts.forEach(contract -> all.add(door(contract)));
        return all;
    }

    private Operation door(Contract contract) {
        var id = contract.id();
        var isLatest = contracts.stream()
                .noneMatch(it -> it.id().name().equals(id.name()) && it.id().version() > id.version());
        return HandoffArea.submit(
                        "/api/handoffs/" + (isLatest ? id.name() : id.toString()),
                        "submit-" + id.name() + (isLatest ? "" : "-" + id.version()),
                        contract.description())
                .body(HandoffArea.submission(named(name(contract, "input"))))
                .answersAt(202, "Accepted: it is durable.", named(name(contract, "handoff")));
    }
}
