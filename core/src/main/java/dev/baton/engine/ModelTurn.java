package dev.baton.engine;

import dev.baton.assistant.AssistantDefinition;
import dev.baton.assistant.ConversationEvent;
import dev.baton.assistant.ConversationState;
import dev.baton.assistant.Exchange;
import dev.baton.assistant.Exchange.Call;
import dev.baton.assistant.ModelDialogue;
import dev.baton.assistant.Occasion;
import dev.baton.assistant.ReadRequest;
import dev.baton.assistant.Reading;
import dev.baton.assistant.Speech;
import dev.baton.model.ChatModel;
import dev.baton.model.ModelCall;
import dev.baton.model.ModelException;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelRequest;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn with a model while it is performed: asks, reads what the model asks for, and asks again. It outlives a lost race
 * for the end of the stream: what the model said is kept as long as nothing changed that it rests on.
 */
final class ModelTurn {
    private static final Logger LOG = LoggerFactory.getLogger(ModelTurn.class);
    private static final int MOST_SUMMARIES = 3;

    private final ChatModel model;
    private final boolean recorded;
    private final TurnReads reads;
    private final Conversations.Listener listener;
    private final String draft;
    private final List<ModelCall> calls = new ArrayList<>();
    private Optional<Told> told = Optional.empty();

    /** What a model made of an occasion. */
    private record Told(Occasion occasion, Exchange exchange, Speech speech, boolean usable) {
        /** The same on what the conversation is now. */
        Told on(Occasion now) {
            var read = now.with(occasion.readings());
            return new Told(occasion.summarised().map(read::with).orElse(read), exchange, speech, usable);
        }

        boolean fits(ConversationState state) {
            var before = occasion.state();
            return before.form().equals(state.form())
                    && before.handoff().equals(state.handoff())
                    && before.proposal().equals(state.proposal())
                    && before.confirmed().equals(state.confirmed())
                    && before.handoffs().equals(state.handoffs());
        }
    }

    /** @param draft the id of the proposal, should there be one */
    ModelTurn(ChatModel model, boolean recorded, TurnReads reads, Conversations.Listener listener, String draft) {
        this.model = model;
        this.recorded = recorded;
        this.reads = reads;
        this.listener = listener;
        this.draft = draft;
    }

    /** The events of the turn. */
    List<ConversationEvent> perform(
            ModelDialogue dialogue, Occasion occasion, AssistantDefinition assistant, Principal reader) {
        var known = told.filter(before -> before.fits(occasion.state())).map(before -> before.on(occasion));
        if (known.isEmpty() && told.isPresent()) {
            listener.again();
        }
        var now = known.orElseGet(() -> ask(dialogue, occasion, assistant, reader));
        told = Optional.of(now);
        return now.usable()
                ? dialogue.reply(now.occasion(), now.exchange(), now.speech(), calls, draft)
                : dialogue.without(now.occasion(), now.speech(), calls, draft);
    }

    private Told ask(ModelDialogue dialogue, Occasion begun, AssistantDefinition assistant, Principal reader) {
        var occasion = summarised(dialogue, begun);
        var exchange = Exchange.BEGUN;
        var speech = dialogue.speech(occasion, listener::said);
        while (true) {
            var answer = chat(dialogue.request(occasion, exchange), speech::piece);
            if (answer.isEmpty()) {
                return new Told(occasion, exchange, speech, false);
            }
            var reply = dialogue.meant(occasion, answer.get(), speech);
            var asked = dialogue.calls(occasion, exchange, reply);
            if (asked.isEmpty()) {
                exchange = dialogue.ended(occasion, exchange, reply);
                occasion = occasion.with(read(dialogue.confirming(occasion, exchange), occasion, assistant, reader));
                return new Told(occasion, exchange, speech, isUsable(exchange, speech));
            }
            occasion = occasion.with(read(wanted(asked), occasion, assistant, reader));
            dialogue.inform(speech, occasion);
            exchange = dialogue.after(occasion, exchange, reply, asked);
        }
    }

    /** Without a summary as much of the older turns is left out as there is no room for. */
    private Occasion summarised(ModelDialogue dialogue, Occasion begun) {
        var occasion = begun;
        for (var i = 0; i < MOST_SUMMARIES; i++) {
            var summary = dialogue.summing(occasion)
                    .flatMap(summing -> chat(summing.request(), piece -> {}).flatMap(summing::made));
            if (summary.isEmpty()) {
                return occasion;
            }
            occasion = occasion.with(summary.get());
        }
        return occasion;
    }

    private boolean isUsable(Exchange exchange, Speech speech) {
        if (ModelDialogue.isUsable(exchange, speech)) {
            return true;
        }
        calls.add(calls.removeLast().withProblem("it neither said nor proposed anything"));
        return false;
    }

    private static List<ReadRequest> wanted(List<Call> asked) {
        return asked.stream()
                .flatMap(call -> call instanceof Call.ToRead read
                        ? java.util.stream.Stream.of(read.read())
                        : java.util.stream.Stream.empty())
                .distinct()
                .toList();
    }

    /** What was read in this turn already is not read again. */
    private Map<ReadRequest, Reading> read(
            List<ReadRequest> requests, Occasion occasion, AssistantDefinition assistant, Principal reader) {
        var news = requests.stream()
                .filter(request -> !occasion.readings().containsKey(request))
                .toList();
        return reads.perform(news, assistant, reader);
    }

    /** Empty when there is no usable reply; what was said until then stays said. */
    private Optional<ModelReply> chat(ModelRequest request, Consumer<String> heard) {
        var begun = System.nanoTime();
        try {
            var reply = model.chat(request, heard);
            var call = ModelCall.answered(request, reply, since(begun), recorded);
            var declined = reply.stop() == ModelReply.Stop.REFUSAL;
            calls.add(declined ? call.withProblem("it declined to answer") : call);
            return Optional.of(reply).filter(it -> !declined);
        } catch (ModelException e) {
            return failed(request, e, begun);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the turn was broken off; nothing of it is recorded", e);
        } catch (RuntimeException e) {
            LOG.error("The model {} failed in a way that it should not", model.name(), e);
            var kind = e.getClass().getSimpleName();
            return failed(
                    request, new ModelException(ModelException.Kind.MALFORMED, model.name() + ": " + kind), begun);
        }
    }

    private Optional<ModelReply> failed(ModelRequest request, ModelException failure, long begun) {
        LOG.warn("A turn goes on without the model {}: {}", model.name(), failure.getMessage());
        calls.add(ModelCall.failed(request, model.name(), failure, since(begun), recorded));
        return Optional.empty();
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }
}
