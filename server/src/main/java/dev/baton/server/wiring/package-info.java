/** Puts a workspace to work: opens its store and its connections, and starts an engine between them. */
@NullMarked
package dev.baton.server.wiring;

import org.jspecify.annotations.NullMarked;
