/** Real little implementations of the engine's ports, in memory, and a client to talk to the server with. */
@NullMarked
package dev.baton.server.fake;

import org.jspecify.annotations.NullMarked;
