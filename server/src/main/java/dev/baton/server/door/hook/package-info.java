/** Webhooks in: deliveries are verified, read as events, and start what their trigger says. */
@NullMarked
package dev.baton.server.door.hook;

import org.jspecify.annotations.NullMarked;
