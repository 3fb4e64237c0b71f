/**
 * What waits for people, as it follows from runs; who has taken it, and by which right somebody acts on it. Pure: times
 * arrive as arguments.
 */
@NullMarked
package dev.baton.inbox;

import org.jspecify.annotations.NullMarked;
