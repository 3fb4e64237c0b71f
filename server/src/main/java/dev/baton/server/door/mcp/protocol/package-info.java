/** The Model Context Protocol over HTTP, in both of its eras; knows nothing of what is offered through it. */
@NullMarked
package dev.baton.server.door.mcp.protocol;

import org.jspecify.annotations.NullMarked;
