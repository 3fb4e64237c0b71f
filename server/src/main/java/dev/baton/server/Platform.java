package dev.baton.server;

import dev.baton.engine.Approvals;
import dev.baton.engine.Callbacks;
import dev.baton.engine.Conversations;
import dev.baton.engine.Erasures;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Inbox;
import dev.baton.engine.Oversight;
import dev.baton.engine.Runs;
import dev.baton.engine.Switchboard;
import dev.baton.handoff.Contract;
import dev.baton.json.Json;
import dev.baton.model.ModelProbe;
import dev.baton.model.ModelsStatus;
import dev.baton.principal.People;
import dev.baton.server.door.Seal;
import dev.baton.server.door.hook.Hook;
import dev.baton.server.identity.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A running workspace, as the doors see it. */
public interface Platform extends AutoCloseable {
    Handoffs handoffs();

    Runs runs();

    Approvals approvals();

    Inbox inbox();

    Conversations conversations();

    Erasures erasures();

    Switchboard switches();

    Callbacks callbacks();

    /** Whether the workspace lists anybody who may be told of handoffs. */
    default boolean hasReceivers() {
        return false;
    }

    /** Keeps secrets of callers out of the log, where the workspace has a key for that. */
    default Optional<Seal> seal() {
        return Optional.empty();
    }

    Oversight oversight();

    People people();

    /** Every version of every contract. */
    default List<Contract> contracts() {
        return List.of();
    }

    /** The names of the assistants, sorted. */
    default List<String> assistants() {
        return List.of();
    }

    /** Every role that the workspace mentions anywhere. */
    Set<String> roles();

    /** How bearer tokens are checked; without any, whoever reaches this server is trusted. */
    default List<Tokens> tokens() {
        return List.of();
    }

    /** The triggers that have a door. */
    default List<Hook> hooks() {
        return List.of();
    }

    /** The definitions and the state of the connections, for people. */
    Json.Obj describe();

    /** Proposes how a policy would have to change so that this is not asked any more; changes nothing. */
    default AlwaysAllow alwaysAllow(String approval) {
        return new AlwaysAllow.NotFound("there is no approval " + approval);
    }

    /** How the models are doing; without any there is nothing to tell. */
    default ModelsStatus models() {
        return ModelsStatus.NONE;
    }

    /** Asks each model one tiny thing, and tells what came of it. */
    default List<ModelProbe> probeModels() throws InterruptedException {
        return List.of();
    }

    /** Why nothing can be accepted at the moment, in words; empty when all is well. */
    Optional<String> refusal();

    /** Leaves the work to other nodes, or to the next start, while the doors still answer. */
    default void handOver() {}

    @Override
    void close();
}
