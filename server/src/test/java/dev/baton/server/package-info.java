/** The server over real HTTP, in front of small in-memory ports. */
@NullMarked
package dev.baton.server;

import org.jspecify.annotations.NullMarked;
