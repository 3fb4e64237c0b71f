/** The door of A2A 1.0: other agents hand work to the agents here, as tasks that are handoffs. */
@NullMarked
package dev.baton.server.door.a2a;

import org.jspecify.annotations.NullMarked;
