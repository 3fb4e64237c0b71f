/**
 * Connections of type {@code calendar}: one collection of events, over CalDAV (RFC 4791). An event keeps the ids of the
 * effects that made and changed it, so that each is done once however often it is asked for.
 */
@NullMarked
package dev.baton.connect.calendar;

import org.jspecify.annotations.NullMarked;
