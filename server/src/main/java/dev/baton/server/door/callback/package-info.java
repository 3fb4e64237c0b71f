/** Webhooks out: the form in which the outside is told of a handoff, and looking after what was not taken. */
@NullMarked
package dev.baton.server.door.callback;

import org.jspecify.annotations.NullMarked;
