/** Webhooks out: signs and posts what the outside is told of a handoff, and lets people look after what was not taken. */
@NullMarked
package dev.baton.server.door.callback;

import org.jspecify.annotations.NullMarked;
