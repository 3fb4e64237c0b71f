/**
 * The append-only log: streams of hash-chained events, written by {@link dev.baton.event.Commit}s that also carry wakes
 * and holds, and the ports {@link dev.baton.event.EventStore}, {@link dev.baton.event.LogSnapshot} and {@link
 * dev.baton.event.ViewStore}.
 */
@NullMarked
package dev.baton.event;

import org.jspecify.annotations.NullMarked;
