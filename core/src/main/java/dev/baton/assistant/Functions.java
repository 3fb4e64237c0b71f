package dev.baton.assistant;

import dev.baton.assistant.Briefing.Subject;
import dev.baton.handoff.Contract;
import dev.baton.json.Json;
import dev.baton.json.OfferedSchema;
import dev.baton.model.ToolOffer;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model may ask for: the reads that the assistant was granted, its documents, proposals under its contracts, and
 * an answer to what an agent asks. A write has no form in here.
 */
final class Functions {
    private static final String PROPOSE = "propose_";
    private static final String SEARCH = "search_documents";
    private static final String ANSWER = "answer_question";
    /** The one argument of an answer. */
    static final String VALUE = "value";

    private static final int LONGEST_NAME = 64;

    private final Map<String, Function> byName;

    /** Something that a model may ask for. */
    sealed interface Function {
        ToolOffer offer();

        record Look(ToolOffer offer, ToolName tool, Json.Obj input) implements Function {}

        record Search(ToolOffer offer) implements Function {}

        record Propose(ToolOffer offer, Subject subject) implements Function {}

        record Answer(ToolOffer offer, RunQuestion question) implements Function {}
    }

    private Functions(Map<String, Function> byName) {
        this.byName = byName;
    }

    /**
     * @param specs of all tools there are; those that the assistant was not granted and all writes are passed over
     * @param asked what an agent asks the person at the moment
     */
    static Functions of(Briefing briefing, List<ToolSpec> specs, Optional<RunQuestion> asked) {
        var definition = briefing.definition();
        var functions = new LinkedHashMap<String, Function>();
        for (var spec : specs) {
            if (definition.tools().contains(spec.name()) && !spec.isWrite()) {
                var offer = new ToolOffer(
                        name(spec.name().toString(), functions),
                        spec.description(),
                        OfferedSchema.parameters(spec.input()));
                functions.put(offer.name(), new Function.Look(offer, spec.name(), spec.input()));
            }
        }
        if (!definition.knowledge().isEmpty()) {
            var offer = new ToolOffer(
                    SEARCH,
                    "Looks something up in the documents: rules, conditions, how things are done.",
                    Json.parse("{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"query\"],"
                                    + "\"properties\":{\"query\":{\"type\":\"string\",\"minLength\":1}}}")
                            .asObject());
            functions.put(SEARCH, new Function.Search(offer));
        }
        for (var subject : briefing.subjects()) {
            subject.contract().ifPresent(contract -> {
                var offer = propose(contract, subject, functions);
                functions.put(offer.name(), new Function.Propose(offer, subject));
            });
        }
        asked.ifPresent(question -> functions.put(ANSWER, new Function.Answer(answer(question), question)));
        return new Functions(functions);
    }

    private static ToolOffer answer(RunQuestion question) {
        return new ToolOffer(
                ANSWER,
                "Passes the person's answer on to who asks: “" + question.text() + "” Only when the person has answered"
                        + " that; they say yes to it first.",
                Json.object("type", Json.text("object"))
                        .with("additionalProperties", Json.bool(false))
                        .with("required", Json.texts(List.of(VALUE)))
                        .with("properties", Json.object(VALUE, OfferedSchema.property(question.schema()))));
    }

    /**
     * No field is required: what is missing is asked for, while a model that must fill everything in makes things up.
     * Fields that only the session may fill are not even shown.
     */
    private static ToolOffer propose(Contract contract, Subject subject, Map<String, Function> taken) {
        var properties = new LinkedHashMap<String, Json>();
        subject.fields().stream()
                .filter(field -> !field.isTrusted())
                .forEach(field -> properties.put(field.name(), OfferedSchema.property(field.schema())));
        var examples = contract.examples().stream()
                .limit(2)
                .map(example -> " “" + example + "”")
                .reduce("", String::concat);
        var description = Wording.sentence(
                        contract.description().isBlank()
                                ? Field.capitalised(Field.inWords(contract.id().name()))
                                : contract.description())
                + (examples.isEmpty() ? "" : " For messages like" + examples + ".")
                + " Proposes it to the person, who then says yes or no. Fill in only what the person said, and leave out"
                + " the rest: it is asked for.";
        return new ToolOffer(
                name(PROPOSE + contract.id().name(), taken),
                description,
                Json.object("type", Json.text("object"))
                        .with("additionalProperties", Json.bool(false))
                        .with("properties", Json.object(properties)));
    }

    /** A name that every model takes and no other function has. */
    private static String name(String wanted, Map<String, Function> taken) {
        var plain = wanted.replaceAll("[^A-Za-z0-9_-]", "_");
        var name = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        for (var i = 2; taken.containsKey(name); i++) {
            var ending = "_" + i;
            name = plain.substring(0, Math.min(plain.length(), LONGEST_NAME - ending.length())) + ending;
        }
        return name;
    }

    Optional<Function> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @param reads whether reads may be asked for still */
    List<ToolOffer> offers(boolean reads) {
        var offers = new ArrayList<ToolOffer>();
        for (var function : byName.values()) {
            switch (function) {
                case Function.Look look -> addIf(reads, look, offers);
                case Function.Search search -> addIf(reads, search, offers);
                case Function.Propose propose -> offers.add(propose.offer());
                case Function.Answer answer -> offers.add(answer.offer());
            }
        }
        return offers;
    }

    private static void addIf(boolean wanted, Function function, List<ToolOffer> offers) {
        if (wanted) {
            offers.add(function.offer());
        }
    }

    /** What a read is called for a model. */
    String nameOf(ToolName tool) {
        return byName.values().stream()
                .filter(function ->
                        function instanceof Function.Look look && look.tool().equals(tool))
                .map(function -> function.offer().name())
                .findFirst()
                .orElse(tool.toString());
    }

    /** What proposing under a contract is called for a model. */
    Optional<String> nameOf(Topic topic) {
        return byName.values().stream()
                .filter(function -> function instanceof Function.Propose propose
                        && propose.subject().topic().equals(topic))
                .map(function -> function.offer().name())
                .findFirst();
    }

    String names() {
        return byName.isEmpty() ? "none" : String.join(", ", byName.keySet());
    }
}
