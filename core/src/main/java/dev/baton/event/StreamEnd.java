package dev.baton.event;

/** A stream and where it ends, as somebody saw it. */
public record StreamEnd(StreamId stream, StreamHead head) {}
