package dev.baton.server.door.a2a;

import dev.baton.engine.HandoffRequest;
import dev.baton.handoff.Contract;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Contracts as skills of the card, and what has to be said to use them. */
final class ContractSkills {
    /** The extension that tells the schemas, for which a skill has no place. */
    static final String EXTENSION = "urn:baton:a2a:contracts:1";

    private final List<Contract> contracts;
    private final String version;

    ContractSkills(List<Contract> contracts, String version) {
        this.contracts = newest(contracts);
        this.version = version;
    }

    /** Of each contract the version that callers get who name none. */
    private static List<Contract> newest(List<Contract> all) {
        var byName = new TreeMap<String, Contract>();
        var later = BinaryOperator.maxBy(
                Comparator.<Contract>comparingInt(contract -> contract.id().version()));
        all.forEach(contract -> byName.merge(contract.id().name(), contract, later));
        return List.copyOf(byName.values());
    }

    Tasks.Skills skills(Optional<Principal> caller) {
        var usable = usable(caller);
        return new Tasks.Skills(
                "Baton",
                "Agents that do typed work under contracts. A message names a contract and brings its input as data; the"
                        + " task that it becomes ends with a receipt.",
                version,
                usable.stream().map(ContractSkills::skill).toList(),
                List.of(extension(usable)));
    }

    private List<Contract> usable(Optional<Principal> caller) {
        return contracts.stream()
                .filter(contract -> HandoffTasks.admits(contract, caller))
                .toList();
    }

    private static Json.Obj skill(Contract contract) {
        return Json.object("id", Json.text(contract.id().name()))
                .with("name", contract.id().name().replace('-', ' '))
                .with("description", contract.description())
                .with("tags", Json.texts(List.of("contract", contract.id().toString())))
                .with("examples", Json.texts(contract.examples()))
                .with("inputModes", Json.texts(List.of(Part.JSON)))
                .with("outputModes", Json.texts(List.of(Part.JSON)));
    }

    private static Json.Obj extension(List<Contract> usable) {
        var schemas = Json.object();
        for (var contract : usable) {
            schemas = schemas.with(
                    contract.id().name(),
                    Json.object("contract", Json.text(contract.id().toString()))
                            .with("input", contract.input())
                            .with("output", contract.output()));
        }
        return Json.object("uri", Json.text(EXTENSION))
                .with(
                        "description",
                        "The JSON Schemas of each skill's input, sent as a data part {\"contract\", \"input\"}, and of"
                                + " what its receipt carries")
                .with("required", Json.bool(false))
                .with("params", Json.object("contracts", schemas));
    }

    /** What is missing in the input of a request, as the contract asks for it. */
    List<Problem> questions(HandoffRequest request) {
        return find(request.contract()).stream()
                .flatMap(contract -> questions(contract, request.input()).stream())
                .toList();
    }

    private Optional<Contract> find(String name) {
        return contracts.stream()
                .filter(contract -> contract.id().name().equals(name)
                        || contract.id().toString().equals(name))
                .findFirst();
    }

    private static List<Problem> questions(Contract contract, Json input) {
        var questions = new ArrayList<Problem>();
        var properties = contract.input().get("properties").orElse(Json.object());
        for (var name : required(contract)) {
            if (input.get(name).isEmpty()) {
                properties
                        .get(name)
                        .flatMap(schema -> schema.textAt("x-ask"))
                        .ifPresent(question -> questions.add(new Problem("/" + name, question)));
            }
        }
        return questions;
    }

    private static List<String> required(Contract contract) {
        return contract.input().get("required").stream()
                .flatMap(names -> names instanceof Json.Arr list ? list.items().stream() : java.util.stream.Stream.of())
                .flatMap(name -> name.asText().stream())
                .toList();
    }

    /** The answer to a message that does not say what is wanted in a form that can be held to a contract. */
    Message ask(Message message, Optional<String> named, Principal caller) {
        var usable = usable(Optional.of(caller));
        var wanted = named.flatMap(this::find).filter(usable::contains);
        var text = wanted.map(ContractSkills::ask).orElseGet(() -> ask(usable));
        var offered = wanted.map(List::of).orElse(usable);
        var needs = Json.object();
        for (var contract : offered) {
            needs = needs.with(contract.id().name(), contract.input());
        }
        return new Message(
                message.id() + "-reply",
                message.context(),
                Optional.empty(),
                false,
                List.of(new Part.Text(text), new Part.Data(Json.object("contracts", needs))),
                Json.object());
    }

    private static String ask(Contract contract) {
        var text = new StringBuilder("Nothing was started: the input of "
                + contract.id().name() + " is needed as a data part {\"contract\": \""
                + contract.id().name() + "\", \"input\": {…}}.");
        for (var question : questions(contract, Json.object())) {
            text.append("\n").append(question.path().substring(1)).append(": ").append(question.message());
        }
        return text.toString();
    }

    private static String ask(List<Contract> usable) {
        var text = new StringBuilder("Nothing was started: words alone are not acted upon here. Send a data part"
                + " {\"contract\": …, \"input\": {…}} under one of these contracts.");
        for (var contract : usable) {
            text.append("\n").append(contract.id().name()).append(": ").append(contract.description());
        }
        return text.toString();
    }
}
