/** The door of the Model Context Protocol: contracts as tools, handoffs as tasks. */
@NullMarked
package dev.baton.server.door.mcp;

import org.jspecify.annotations.NullMarked;
