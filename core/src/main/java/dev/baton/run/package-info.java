/**
 * The life of a run as a pure decider: commands and the state folded from events give new events and what to perform
 * next. No clock, no I/O, no randomness: time and ids arrive as arguments.
 */
@NullMarked
package dev.baton.run;

import org.jspecify.annotations.NullMarked;
