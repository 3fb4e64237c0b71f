package dev.baton.event;

import java.time.Instant;

/** A stream that wants to be worked on, and when; what is claimed is due at once for whoever comes next. */
public record Wake(StreamId stream, Instant due) {}
