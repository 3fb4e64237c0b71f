package dev.baton.event;

/**
 * What one commit added to one stream, without its contents.
 *
 * @param revision of the last event that was added
 * @param position of it in the log
 */
public record Growth(StreamId stream, long revision, long position) {}
