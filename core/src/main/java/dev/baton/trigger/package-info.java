/** What starts a handoff without a conversation: definitions of triggers, and what an event makes of one. */
@NullMarked
package dev.baton.trigger;

import org.jspecify.annotations.NullMarked;
