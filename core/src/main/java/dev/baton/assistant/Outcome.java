package dev.baton.assistant;

import java.util.List;

/** What became of a handoff that the person confirmed. */
public sealed interface Outcome {

    record Started(String handoff, String run, String message) implements Outcome {}

    /**
     * The same is going on already.
     *
     * @param own whether it is the person's own, so that it may be shown
     */
    record GoingOn(String handoff, String message, boolean own) implements Outcome {}

    /** @param fields the names of those that do not fit the contract */
    record Unfit(List<String> fields) implements Outcome {}

    /** @param later whether trying again may help */
    record Impossible(String reason, boolean later) implements Outcome {}
}
