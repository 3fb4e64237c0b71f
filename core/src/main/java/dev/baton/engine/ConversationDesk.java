package dev.baton.engine;

import dev.baton.assistant.AssistantDefinition;
import dev.baton.assistant.Briefing;
import dev.baton.assistant.ConversationEvent;
import dev.baton.assistant.ConversationEvent.AnswerConfirmed;
import dev.baton.assistant.ConversationEvent.Heard;
import dev.baton.assistant.ConversationEvent.ProposalConfirmed;
import dev.baton.assistant.ConversationState;
import dev.baton.assistant.Dialogue;
import dev.baton.assistant.History;
import dev.baton.assistant.ModelDialogue;
import dev.baton.assistant.Occasion;
import dev.baton.assistant.Similarity;
import dev.baton.assistant.Understanding;
import dev.baton.engine.ConversationLog.Deed;
import dev.baton.engine.ConversationLog.Loaded;
import dev.baton.event.EventStore;
import dev.baton.event.StreamId;
import dev.baton.handoff.Contract;
import dev.baton.json.Digest;
import dev.baton.knowledge.Knowledge;
import dev.baton.model.ChatModel;
import dev.baton.model.ModelRole;
import dev.baton.model.Models;
import dev.baton.principal.Principal;
import dev.baton.tool.Toolbox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Conversations on the log. A turn is one commit: whoever loses the race for the end of the stream decides again on what
 * the other one wrote. Only a confirmed handoff takes two, the yes and what became of it; whoever comes next finishes
 * what a crash left between them, under the draft's id, so that nothing starts twice.
 */
public final class ConversationDesk implements Conversations {
    /** The door under which conversations hand off. */
    public static final String DOOR = "chat";

    private static final int MOST_ATTEMPTS = 20;
    private static final Set<String> OVERSEERS = Set.of("operator", "developer");

    private final Workplace workplace;
    private final ConversationLog log;
    private final TurnReads reads;
    private final Settlement settlement;
    private final OneAtATime turns = new OneAtATime();
    private final ConcurrentMap<String, Prepared> briefings = new ConcurrentHashMap<>();

    /** A briefing that is good as long as the files say the same. */
    private record Prepared(AssistantDefinition assistant, List<Contract> contracts, Briefing briefing) {
        boolean isOf(AssistantDefinition other, List<Contract> others) {
            return assistant.equals(other) && contracts.equals(others);
        }
    }

    /**
     * Everything that conversations stand on.
     *
     * @param runs take the person's answers to what an agent asks
     * @param assistants by name, as they are now
     * @param contracts by {@code name} or {@code name@version}
     * @param ids gives ids that were never used before
     * @param salts gives 16 random bytes in hexadecimal
     * @param patience how long the reads of a turn may take
     * @param models talk, where there are any; without one assistants fill forms
     */
    public record Workplace(
            EventStore store,
            Handoffs handoffs,
            Runs runs,
            Toolbox toolbox,
            Knowledge knowledge,
            Similarity similarity,
            Function<String, Optional<AssistantDefinition>> assistants,
            Function<String, Optional<Contract>> contracts,
            InstantSource clock,
            Supplier<String> ids,
            Supplier<String> salts,
            Duration patience,
            Models models) {}

    public ConversationDesk(Workplace workplace) {
        this.workplace = workplace;
        this.log = new ConversationLog(workplace.store(), workplace.clock(), workplace.ids(), workplace.salts());
        this.reads =
                new TurnReads(workplace.toolbox(), workplace.knowledge(), workplace.handoffs(), workplace.patience());
        this.settlement = new Settlement(workplace.handoffs(), workplace.runs(), workplace.ids());
    }

    @Override
    public Optional<String> open(String assistant, Principal with) {
        return workplace
                .assistants()
                .apply(assistant)
                .map(known -> log.create(new ConversationEvent.Started(known.name(), with)));
    }

    @Override
    public Turn say(
            String conversation,
            Principal by,
            String text,
            Optional<String> clientId,
            Conversations.Listener listener) {
        var message = new Dialogue.Message(text, clientId);
        return turns.run(conversation, () -> take(conversation, by, message, listener));
    }

    private Turn take(String conversation, Principal by, Dialogue.Message message, Conversations.Listener listener) {
        var model = model().map(it -> new ModelTurn(
                it,
                workplace.models().recordsContent(),
                reads,
                listener,
                workplace.ids().get()));
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var found = settled(conversation).filter(loaded -> isOwn(loaded, by));
            if (found.isEmpty()) {
                return notFound(conversation);
            }
            var loaded = found.get();
            var answered = message.clientId().flatMap(loaded.state()::answerTo);
            if (answered.isPresent()) {
                return view(loaded).turn(answered.get());
            }
            var briefing = briefing(loaded.state());
            if (briefing.isEmpty()) {
                return new Turn.NotFound("The assistant of this conversation is not there any more.");
            }
            var heard = loaded.state().nextMessage();
            if (append(loaded, decide(briefing.get(), loaded, message, by, model), by)) {
                return answer(conversation, heard);
            }
        }
        throw new IllegalStateException("conversation " + conversation + " is too busy; the message was not taken");
    }

    private List<ConversationEvent> decide(
            Briefing briefing, Loaded loaded, Dialogue.Message message, Principal by, Optional<ModelTurn> model) {
        var state = loaded.state();
        var dialogue = new Dialogue(briefing, workplace.similarity(), model.isEmpty());
        var heard = dialogue.understand(state, message);
        var isPlain = model.isEmpty() || message.isTooLong() || dialogue.isDecision(state, heard);
        return isPlain
                ? withoutModel(dialogue, briefing, state, message, heard, by)
                : withModel(model.get(), briefing, loaded, message, heard, by);
    }

    private List<ConversationEvent> withoutModel(
            Dialogue dialogue,
            Briefing briefing,
            ConversationState state,
            Dialogue.Message message,
            Understanding heard,
            Principal by) {
        var readings = reads.perform(dialogue.reads(state, heard), briefing.definition(), actor(state, by));
        return dialogue.reply(state, message, heard, readings, workplace.ids().get());
    }

    private List<ConversationEvent> withModel(
            ModelTurn turn,
            Briefing briefing,
            Loaded loaded,
            Dialogue.Message message,
            Understanding heard,
            Principal by) {
        var state = loaded.state();
        var reader = actor(state, by);
        var dialogue = new ModelDialogue(
                briefing, workplace.similarity(), workplace.models().prompts());
        var occasion = new Occasion(
                state,
                History.of(loaded.events()),
                message,
                heard,
                workplace.toolbox().specs(),
                reads.perform(dialogue.recall(state, heard), briefing.definition(), reader),
                workplace.clock().instant());
        return turn.perform(dialogue, occasion, briefing.definition(), reader);
    }

    private Optional<ChatModel> model() {
        return workplace.models().of(ModelRole.ASSISTANT);
    }

    /** The answer to a message that is in the log, handing off first if that is what it said. */
    private Turn answer(String conversation, String heard) {
        var loaded = settled(conversation).orElseThrow();
        var reply = Optional.ofNullable(loaded.state().replies().get(heard))
                .orElseThrow(() -> new IllegalStateException(conversation + " holds no answer to " + heard));
        return view(loaded).turn(reply);
    }

    @Override
    public Turn confirm(String conversation, Principal by, String draft, Digest digest) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var found = settled(conversation).filter(loaded -> isOwn(loaded, by));
            if (found.isEmpty()) {
                return notFound(conversation);
            }
            var loaded = found.get();
            var told = Optional.ofNullable(loaded.state().settled().get(draft));
            if (told.isPresent() && isConfirmedWith(loaded, draft, digest)) {
                return view(loaded).turn(told.get());
            }
            var isCurrent = loaded.state()
                    .proposal()
                    .filter(open -> open.draft().equals(draft) && open.digest().equals(digest))
                    .isPresent();
            if (!isCurrent) {
                return new Turn.Stale(
                        "What you confirmed is no longer what is proposed. Please look at the conversation again.");
            }
            if (append(loaded, List.of(new ProposalConfirmed(draft, digest, Optional.empty())), by)) {
                var after = settled(conversation).orElseThrow();
                return view(after)
                        .turn(Optional.ofNullable(after.state().settled().get(draft))
                                .orElseThrow());
            }
        }
        throw new IllegalStateException("conversation " + conversation + " is too busy; nothing was confirmed");
    }

    private static boolean isConfirmedWith(Loaded loaded, String draft, Digest digest) {
        return loaded.entries().stream()
                .anyMatch(entry -> entry.event() instanceof ProposalConfirmed yes
                        && yes.draft().equals(draft)
                        && yes.digest().equals(digest));
    }

    @Override
    public Optional<Transcript> transcript(String conversation, Principal by) {
        return log.load(conversation)
                .filter(loaded -> isOwn(loaded, by) || oversees(by))
                .flatMap(loaded -> settled(conversation))
                .map(loaded -> view(loaded).transcript());
    }

    @Override
    public void name(String conversation, Principal by, Digest name, Optional<Digest> former) {
        log.load(conversation)
                .filter(loaded -> isOwn(loaded, by))
                .ifPresent(loaded -> log.name(loaded.stream(), key(by, name), former.map(it -> key(by, it))));
    }

    @Override
    public Optional<String> named(Digest name, Principal by) {
        return workplace.store().holder(key(by, name)).map(StreamId::id);
    }

    private static String key(Principal by, Digest name) {
        return "conversation:" + by.reference() + ":" + name.hex();
    }

    /** The conversation with nothing half done, and with every question told that an agent asks the person. */
    private Optional<Loaded> settled(String conversation) {
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var loaded = log.load(conversation);
            if (loaded.isEmpty()) {
                return loaded;
            }
            var state = loaded.get().state();
            var rest = settlement.rest(state, briefing(state), model().isEmpty());
            if (rest.isEmpty()) {
                return loaded;
            }
            append(loaded.get(), rest, state.with());
        }
        throw new IllegalStateException("conversation " + conversation + " is too busy; something is left half done");
    }

    private boolean append(Loaded loaded, List<ConversationEvent> events, Principal person) {
        var assistant = actor(loaded.state(), person);
        var deeds = events.stream()
                .map(event -> new Deed(event, isOfPerson(event) ? person : assistant))
                .toList();
        return log.append(loaded.stream(), loaded.head(), deeds);
    }

    private static boolean isOfPerson(ConversationEvent event) {
        return event instanceof Heard || event instanceof ProposalConfirmed || event instanceof AnswerConfirmed;
    }

    private Optional<Briefing> briefing(ConversationState state) {
        return workplace.assistants().apply(assistantOf(state)).map(this::briefing);
    }

    private Briefing briefing(AssistantDefinition assistant) {
        var contracts = assistant.contracts().stream()
                .flatMap(name -> workplace.contracts().apply(name).stream())
                .toList();
        return briefings
                .compute(
                        assistant.name(),
                        (name, known) -> known != null && known.isOf(assistant, contracts)
                                ? known
                                : new Prepared(assistant, contracts, Briefing.of(assistant, contracts)))
                .briefing();
    }

    private TranscriptView view(Loaded loaded) {
        return new TranscriptView(loaded, workplace.handoffs()::find);
    }

    /** The assistant, acting for the person. */
    static Principal actor(ConversationState state, Principal person) {
        return Principal.of(Principal.Kind.ASSISTANT, assistantOf(state)).actingFor(person);
    }

    private static String assistantOf(ConversationState state) {
        return state.start().orElseThrow().assistant();
    }

    private static boolean isOwn(Loaded loaded, Principal by) {
        return loaded.state().with().isSameActor(by);
    }

    private static boolean oversees(Principal by) {
        return by.roles().stream().anyMatch(OVERSEERS::contains);
    }

    private static Turn notFound(String conversation) {
        return new Turn.NotFound("There is no conversation " + conversation + " of yours.");
    }
}
