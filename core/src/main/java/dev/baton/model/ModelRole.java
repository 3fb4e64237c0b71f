package dev.baton.model;

/** What a model is used for; the workspace says which one serves. */
public enum ModelRole {
    /** Talks with people. */
    ASSISTANT,
    /** Makes plans. */
    PLANNER,
    /** Judges what a step asks of it. */
    JUDGE
}
