/** Telling the outside of the states of a handoff: what is to be sent to whom, and when again; pure decisions. */
@NullMarked
package dev.baton.callback;

import org.jspecify.annotations.NullMarked;
