package dev.baton.server.wiring;

import dev.baton.assistant.Similarity;
import dev.baton.engine.ConversationDesk;
import dev.baton.engine.Conversations;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Ids;
import dev.baton.engine.Runs;
import dev.baton.event.EventStore;
import dev.baton.knowledge.Knowledge;
import dev.baton.model.Models;
import dev.baton.tool.Toolbox;
import dev.baton.workspace.Workspace;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The assistants of a workspace, ready to talk. */
final class Assistants {
    /** How long the reads of a turn may take before the assistant says that it cannot look just now. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Assistants() {}

    static Conversations of(
            Workspace workspace,
            EventStore store,
            Toolbox tools,
            Handoffs handoffs,
            Runs runs,
            Knowledge knowledge,
            Similarity similarity,
            Models models) {
        var clock = InstantSource.system();
        var ids = new Ids(clock, new SecureRandom());
        return new ConversationDesk(new ConversationDesk.Workplace(
                store,
                handoffs,
                runs,
                tools,
                knowledge,
                similarity,
                name -> Optional.ofNullable(workspace.assistants().get(name)),
                workspace::contract,
                clock,
                ids::next,
                ids::salt,
                PATIENCE,
                models));
    }
}
