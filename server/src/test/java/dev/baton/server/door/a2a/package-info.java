/** The door of A2A from outside. */
@NullMarked
package dev.baton.server.door.a2a;

import org.jspecify.annotations.NullMarked;
