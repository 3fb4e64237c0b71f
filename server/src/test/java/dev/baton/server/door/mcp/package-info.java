/** The door of the Model Context Protocol. */
@NullMarked
package dev.baton.server.door.mcp;

import org.jspecify.annotations.NullMarked;
