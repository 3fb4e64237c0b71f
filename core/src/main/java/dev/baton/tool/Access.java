package dev.baton.tool;

/** Whether a tool leaves its system as it was. */
public enum Access {
    READ,
    WRITE
}
