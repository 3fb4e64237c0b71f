package dev.baton.engine;

import dev.baton.assistant.AssistantDefinition;
import dev.baton.assistant.ReadRequest;
import dev.baton.assistant.Reading;
import dev.baton.assistant.RunQuestion;
import dev.baton.knowledge.Knowledge;
import dev.baton.principal.Principal;
import dev.baton.tool.ReadOnlyTools;
import dev.baton.tool.ToolResult;
import dev.baton.tool.Toolbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one round of reads of a turn: all at once, each on its own virtual thread, none for longer than the bound. */
final class TurnReads {
    private static final Logger LOG = LoggerFactory.getLogger(TurnReads.class);
    private static final int MOST_PASSAGES = 3;
    private static final String REQUESTER = "requester";

    private final Toolbox toolbox;
    private final Knowledge knowledge;
    private final Handoffs handoffs;
    private final Duration atMost;

    TurnReads(Toolbox toolbox, Knowledge knowledge, Handoffs handoffs, Duration atMost) {
        this.toolbox = toolbox;
        this.knowledge = knowledge;
        this.handoffs = handoffs;
        this.atMost = atMost;
    }

    /** What came of each request; one that took too long or went wrong is {@link Reading.NotNow}. */
    Map<ReadRequest, Reading> perform(List<ReadRequest> requests, AssistantDefinition assistant, Principal reader) {
        if (requests.isEmpty()) {
            return Map.of();
        }
        var tools = new ReadOnlyTools(toolbox, assistant.tools());
        var tasks = requests.stream()
                .<Callable<Reading>>map(request -> () -> perform(request, assistant, tools, reader))
                .toList();
        // not closed: that would wait for a tool that ignores being interrupted, and the person with it
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var futures = threads.invokeAll(tasks, atMost.toMillis(), TimeUnit.MILLISECONDS);
            var readings = new HashMap<ReadRequest, Reading>();
            for (var i = 0; i < requests.size(); i++) {
                readings.put(requests.get(i), result(futures.get(i), requests.get(i)));
            }
            return readings;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } finally {
            threads.shutdownNow();
        }
    }

    private Reading perform(ReadRequest request, AssistantDefinition assistant, ReadOnlyTools tools, Principal reader)
            throws InterruptedException {
        return switch (request) {
            case ReadRequest.Look look -> look(look, tools, reader);
            case ReadRequest.Search search ->
                new Reading.Passages(knowledge.search(assistant.knowledge(), search.text(), reader, MOST_PASSAGES));
            case ReadRequest.Follow follow ->
                handoffs.find(follow.handoff())
                        .<Reading>map(view -> new Reading.Standing(
                                view.id(),
                                view.contract(),
                                view.state(),
                                view.message(),
                                view.input(),
                                view.receipt(),
                                question(view)))
                        .orElse(new Reading.NotNow());
        };
    }

    /** What the handoff's agent asks whoever it is for. */
    static Optional<RunQuestion> question(HandoffView view) {
        return view.needs()
                .flatMap(
                        needs -> needs instanceof HandoffView.Needs.Input input ? Optional.of(input) : Optional.empty())
                .filter(input -> input.of().equals(REQUESTER))
                .map(input ->
                        new RunQuestion(view.id(), input.id(), input.question(), input.context(), input.schema()));
    }

    private static Reading look(ReadRequest.Look look, ReadOnlyTools tools, Principal reader)
            throws InterruptedException {
        var tool = tools.find(look.tool());
        return tool.isEmpty() ? new Reading.NotNow() : reading(tool.get().call(look.args(), reader));
    }

    private static Reading reading(ToolResult result) {
        return switch (result) {
            case ToolResult.Done done -> new Reading.Found(done.result());
            case ToolResult.Refused refused ->
                refused.refusal() == ToolResult.Refusal.CONFLICT ? new Reading.NotNow() : new Reading.NotFound();
            case ToolResult.Unavailable ignored -> new Reading.NotNow();
            case ToolResult.Unknown ignored -> new Reading.NotNow();
        };
    }

    private static Reading result(Future<Reading> future, ReadRequest request) throws InterruptedException {
        try {
            return future.get();
        } catch (CancellationException e) {
            LOG.warn("A read of a conversation took too long and was given up: {}", what(request));
        } catch (ExecutionException e) {
            LOG.warn("A read of a conversation went wrong: {}", what(request), e.getCause());
        }
        return new Reading.NotNow();
    }

    /** For the log, which must not repeat what people say. */
    private static String what(ReadRequest request) {
        return switch (request) {
            case ReadRequest.Look look -> look.tool().toString();
            case ReadRequest.Search ignored -> "search";
            case ReadRequest.Follow follow -> follow.handoff();
        };
    }
}
