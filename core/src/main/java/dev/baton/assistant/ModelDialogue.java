package dev.baton.assistant;

import dev.baton.assistant.ConversationEvent.CardShown;
import dev.baton.assistant.ConversationEvent.Heard;
import dev.baton.assistant.ConversationEvent.ReplyWithheld;
import dev.baton.assistant.Exchange.Answered;
import dev.baton.assistant.Exchange.Call;
import dev.baton.json.JsonSchema;
import dev.baton.model.ModelCall;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelRequest;
import dev.baton.model.Prompts;
import dev.baton.model.ToolRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A conversation with a model, as pure functions. A turn is bounded: what the person may see is recalled, the model may
 * ask for reads {@value #MOST_ROUNDS} times, then it says something and proposes one handoff at most. Whatever it says or
 * asks for, nothing comes of it but text, reads that the assistant was granted, and a proposal that waits for the
 * person's yes.
 */
public final class ModelDialogue {
    /** How often a model may ask for reads within a turn. */
    public static final int MOST_ROUNDS = 2;

    private static final int MOST_CALLS = 6;
    private static final int MOST_STANDINGS = 3;
    private static final int LONGEST_REPLY = 1_500;

    private final Briefing briefing;
    private final Interpreter interpreter;
    private final Dialogue plain;
    private final Prompts prompts;

    public ModelDialogue(Briefing briefing, Similarity similarity, Prompts prompts) {
        this.briefing = briefing;
        this.interpreter = new Interpreter(briefing, similarity);
        this.plain = new Dialogue(briefing, similarity, true);
        this.prompts = prompts;
    }

    /** What is read before the model is asked: all that an answer without a model would rest on, and every handoff. */
    public List<ReadRequest> recall(ConversationState state, Understanding heard) {
        var reads = new LinkedHashSet<ReadRequest>();
        state.handoffs().stream()
                .skip(Math.max(0, state.handoffs().size() - MOST_STANDINGS))
                .forEach(handoff -> reads.add(new ReadRequest.Follow(handoff)));
        reads.addAll(plain.reads(state, heard));
        if (!briefing.definition().knowledge().isEmpty()) {
            reads.add(new ReadRequest.Search(heard.text()));
        }
        return List.copyOf(reads);
    }

    /** What the model is asked; of what was said before as much as there is room for. */
    public ModelRequest request(Occasion occasion, Exchange exchange) {
        var said = new ArrayList<>(said(occasion.history().recent()));
        var request = request(occasion, exchange, said);
        while (RequestSize.of(request) > window() && !said.isEmpty()) {
            // never beginning with a reply
            said.removeFirst();
            while (!said.isEmpty() && said.getFirst() instanceof ModelMessage.Reply) {
                said.removeFirst();
            }
            request = request(occasion, exchange, said);
        }
        return request;
    }

    private ModelRequest request(Occasion occasion, Exchange exchange, List<ModelMessage> said) {
        var definition = briefing.definition();
        var prompt = prompts.get("assistant");
        var functions = functions(occasion);
        var messages = new ArrayList<ModelMessage>();
        messages.add(new ModelMessage.Instructions(prompt.fill(Map.of(
                "name", definition.name(),
                "description", definition.description(),
                "instructions", definition.instructions()))));
        messages.addAll(said);
        messages.add(new ModelMessage.User(TurnData.of(occasion, functions, window()) + "\n\nThe person says:\n"
                + occasion.message().text()));
        messages.addAll(exchange.messages());
        return ModelRequest.of(prompt.id(), messages)
                .withTools(functions.offers(exchange.rounds() < MOST_ROUNDS))
                .withMostTokens(LONGEST_REPLY);
    }

    private int window() {
        return briefing.definition().window();
    }

    /** The summary that has to be made before the model is asked, because everything that was said is too much. */
    public Optional<Summing> summing(Occasion occasion) {
        var whole = request(occasion, Exchange.BEGUN, said(occasion.history().recent()));
        var excess = RequestSize.of(whole) - window();
        return excess <= 0
                ? Optional.empty()
                : Summing.of(occasion.history(), prompts.get("summary"), window(), excess);
    }

    private Functions functions(Occasion occasion) {
        // two things that wait for one yes would leave open which of them it means
        var asked =
                occasion.asked().filter(question -> occasion.state().proposal().isEmpty());
        return Functions.of(briefing, occasion.tools(), asked);
    }

    /** Both sides in turn, as all models take it. */
    private static List<ModelMessage> said(List<History.Line> lines) {
        var messages = new ArrayList<ModelMessage>();
        for (var line : lines) {
            var last = messages.isEmpty() ? Optional.<ModelMessage>empty() : Optional.of(messages.getLast());
            if (line.byPerson()) {
                messages.add(new ModelMessage.User(line.text()));
            } else if (last.orElse(null) instanceof ModelMessage.Reply before) {
                messages.set(
                        messages.size() - 1, new ModelMessage.Reply(before.text() + "\n" + line.text(), List.of()));
            } else if (last.isPresent()) {
                messages.add(new ModelMessage.Reply(line.text(), List.of()));
            }
        }
        return messages;
    }

    /** What may be said in this turn, let through as it arrives. */
    public Speech speech(Occasion occasion, Consumer<String> heard) {
        return new Speech(known(occasion), occasion.passages(), heard);
    }

    /** Takes in that more was read. */
    public void inform(Speech speech, Occasion occasion) {
        speech.knows(known(occasion), occasion.passages());
    }

    private KnownIds known(Occasion occasion) {
        var state = occasion.state();
        var definition = briefing.definition();
        if (definition.isAlone()) {
            return KnownIds.any();
        }
        var known = new KnownIds()
                .learn(definition.instructions())
                .learn(definition.description())
                .learn(state.with().subject().id())
                .learn(occasion.message().text());
        briefing.subjects().forEach(subject -> subject.contract().ifPresent(contract -> known.learn(contract.input())));
        occasion.history().lines().forEach(line -> {
            if (line.byPerson()) {
                known.learn(line.text());
            } else {
                known.learnSaid(line);
            }
        });
        state.remembered().values().forEach(value -> known.learn(value.value()));
        state.proposal().ifPresent(open -> known.learn(open.input()).learn(open.summary()));
        occasion.readings().values().forEach(reading -> learn(known, reading));
        return known;
    }

    private static void learn(KnownIds known, Reading reading) {
        switch (reading) {
            case Reading.Found found -> known.learn(found.result());
            case Reading.Standing standing -> {
                known.learn(standing.handoff()).learn(standing.message()).learn(standing.input());
                standing.receipt().ifPresent(receipt -> known.learn(receipt.toJson()));
                standing.asks()
                        .ifPresent(question -> known.learn(question.text()).learn(question.context()));
            }
            case Reading.NotFound ignored -> {}
            case Reading.NotNow ignored -> {}
            case Reading.Passages ignored -> {}
        }
    }

    /** A reply as it is meant: a call that was spelled out is a call. Ends what {@link Speech} heard of it. */
    public ModelReply meant(Occasion occasion, ModelReply reply, Speech speech) {
        var spelled = SpelledCall.in(reply, functions(occasion));
        speech.end(spelled.isPresent());
        return spelled.map(call -> SpelledCall.asCall(reply, call)).orElse(reply);
    }

    /** The reads that a reply asks for, and what of it is not done; nothing when the turn is at its end. */
    public List<Call> calls(Occasion occasion, Exchange exchange, ModelReply reply) {
        return wish(occasion, reply).isPresent() || exchange.rounds() >= MOST_ROUNDS
                ? List.of()
                : reply.calls().stream()
                        .limit(MOST_CALLS)
                        .map(asked -> call(occasion, asked))
                        .toList();
    }

    private Call call(Occasion occasion, ToolRequest asked) {
        var function = functions(occasion).find(asked.tool());
        if (function.isEmpty()) {
            return new Call.Refused(
                    asked,
                    "There is no such function. There are: "
                            + functions(occasion).names());
        }
        return switch (function.get()) {
            case Functions.Function.Look look -> look(asked, look);
            case Functions.Function.Search ignored ->
                asked.arguments()
                        .textAt("query")
                        .filter(query -> !query.isBlank())
                        .<Call>map(query -> new Call.ToRead(asked, new ReadRequest.Search(query)))
                        .orElseGet(() -> new Call.Refused(asked, "The argument 'query' is missing."));
            case Functions.Function.Propose ignored -> new Call.Refused(asked, "Only one proposal at a time.");
            case Functions.Function.Answer ignored -> new Call.Refused(asked, "Only one proposal at a time.");
        };
    }

    private static Call look(ToolRequest asked, Functions.Function.Look look) {
        var violations = JsonSchema.of(look.input()).validate(asked.arguments());
        return violations.isEmpty()
                ? new Call.ToRead(asked, new ReadRequest.Look(look.tool(), asked.arguments()))
                : new Call.Refused(
                        asked,
                        "The arguments do not fit: "
                                + String.join(
                                        "; ",
                                        violations.stream()
                                                .map(JsonSchema.Violation::toString)
                                                .toList()));
    }

    /** After the calls of a reply were answered; the occasion has what was read. */
    public Exchange after(Occasion occasion, Exchange exchange, ModelReply reply, List<Call> calls) {
        var answers = new ArrayList<Answered>();
        for (var asked : reply.calls()) {
            var result = calls.stream()
                    .filter(call -> call.asked().equals(asked))
                    .findFirst()
                    .map(call -> switch (call) {
                        case Call.ToRead read -> TurnData.result(occasion, read.read(), window());
                        case Call.Refused refused -> TurnData.error(refused.why());
                    })
                    .orElseGet(() -> TurnData.error("Too many calls at once; this one was not made."));
            answers.add(new Answered(asked, result));
        }
        return exchange.after(reply, answers);
    }

    /** At the end of the turn: with the proposal that the last reply made, if any. */
    public Exchange ended(Occasion occasion, Exchange exchange, ModelReply reply) {
        return wish(occasion, reply).map(exchange::endingWith).orElse(exchange);
    }

    private Optional<ToolRequest> wish(Occasion occasion, ModelReply reply) {
        var functions = functions(occasion);
        return reply.calls().stream()
                .filter(asked -> functions
                        .find(asked.tool())
                        .filter(ModelDialogue::isWish)
                        .isPresent())
                .findFirst();
    }

    private static boolean isWish(Functions.Function function) {
        return function instanceof Functions.Function.Propose || function instanceof Functions.Function.Answer;
    }

    /** What has to be read before a proposal is accepted. */
    public List<ReadRequest> confirming(Occasion occasion, Exchange exchange) {
        return proposed(occasion, exchange)
                .map(intake -> intake.reads(briefing, occasion.state()))
                .orElse(List.of());
    }

    private Optional<Intake> proposed(Occasion occasion, Exchange exchange) {
        return exchange.wish()
                .flatMap(asked -> functions(occasion).find(asked.tool()).orElse(null)
                                instanceof Functions.Function.Propose propose
                        ? Optional.of(Wish.intake(
                                occasion, propose.subject(), asked.arguments(), interpreter, known(occasion)))
                        : Optional.empty());
    }

    /**
     * The events of the turn, which end with a {@link ConversationEvent.Said}.
     *
     * @param draft the id of the proposal, should there be one
     */
    public List<ConversationEvent> reply(
            Occasion occasion, Exchange exchange, Speech speech, List<ModelCall> calls, String draft) {
        var state = occasion.state();
        var id = state.nextMessage();
        var answerId = state.nextReply();
        var reply = new Reply(state, false)
                .record(new Heard(
                        id, occasion.message().clientId(), occasion.message().bounded()));
        new Attempt(calls, occasion.summarised(), "").record(reply, id);
        reply.say(speech.text());
        speech.sources().forEach(reply::cite);
        var proposed = proposed(occasion, exchange);
        if (speech.isWithheld()) {
            withhold(reply, occasion, speech, answerId);
        } else if (proposed.isPresent()) {
            new Filling(briefing, reply, proposed.get(), occasion.readings(), draft).take();
        } else if (exchange.wish().isPresent()) {
            answer(reply, occasion, exchange.wish().get(), draft);
        } else {
            note(reply, occasion, speech, draft);
        }
        askForYes(reply, draft);
        return reply.to(Optional.of(id), answerId);
    }

    /** A model's proposal needs the person's yes also where their own words would not. */
    private void askForYes(Reply reply, String draft) {
        reply.state()
                .proposal()
                .filter(open -> open.draft().equals(draft))
                .filter(open -> !briefing.subject(
                                new Topic.Handoff(open.contract().name()))
                        .flatMap(Briefing.Subject::contract)
                        .map(contract -> contract.confirm())
                        .orElse(true))
                .ifPresent(open -> reply.say(Wording.proposal(open.summary())));
    }

    private static void answer(Reply reply, Occasion occasion, ToolRequest asked, String draft) {
        occasion.asked()
                .ifPresent(question -> asked.arguments()
                        .get(Functions.VALUE)
                        .ifPresentOrElse(
                                value -> Relaying.propose(reply, question, value, draft),
                                () -> reply.say(question.text())));
    }

    private static void withhold(Reply reply, Occasion occasion, Speech speech, String answerId) {
        reply.record(new ReplyWithheld(answerId, List.copyOf(speech.withheld())))
                .say(Wording.WITHHELD);
        stand(reply, occasion, answerId);
    }

    private static void stand(Reply reply, Occasion occasion, String answerId) {
        for (var handoff : occasion.state().handoffs()) {
            if (occasion.readings().get(new ReadRequest.Follow(handoff)) instanceof Reading.Standing standing) {
                reply.record(new CardShown(handoff, answerId)).say(Wording.standing(standing.message()));
            }
        }
        if (occasion.state().handoffs().isEmpty()) {
            reply.say(Wording.NOTHING_HANDED_OVER);
        }
    }

    /** What the person's own words say is not lost when the model makes nothing of it. */
    private void note(Reply reply, Occasion occasion, Speech speech, String draft) {
        var move = new Choice(briefing, interpreter, occasion.state(), occasion.heard()).move(occasion.readings());
        var isFree = reply.state().proposal().isEmpty();
        if (move instanceof Move.Fill fill
                && isFree
                && fill.intake().subject().contract().isPresent()) {
            var filling = new Filling(briefing, reply, fill.intake(), occasion.readings(), draft);
            if (occasion.history().hasHeardOfLate(speech.text())) {
                // the model has lost the thread, so the form goes on without it
                filling.take();
            } else {
                filling.note();
            }
        }
        if (move instanceof Move.Answer answer && !answer.question().isFreeText()) {
            Relaying.propose(reply, answer.question(), answer.value(), draft);
        }
        if (move instanceof Move.Tell) {
            occasion.state().handoffs().stream()
                    .filter(handoff ->
                            occasion.readings().get(new ReadRequest.Follow(handoff)) instanceof Reading.Standing)
                    .forEach(handoff ->
                            reply.record(new CardShown(handoff, reply.state().nextMessage())));
        }
    }

    /** Whether a last reply can be used: something was said, withheld or proposed. */
    public static boolean isUsable(Exchange exchange, Speech speech) {
        return exchange.wish().isPresent() || !speech.text().isEmpty() || speech.isWithheld();
    }

    /** The turn without a model after all. */
    public List<ConversationEvent> without(Occasion occasion, Speech speech, List<ModelCall> calls, String draft) {
        return plain.reply(
                occasion.state(),
                occasion.message(),
                occasion.heard(),
                occasion.readings(),
                draft,
                new Attempt(calls, occasion.summarised(), speech.text()));
    }
}
