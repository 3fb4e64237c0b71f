/**
 * Connections of type {@code mcp}: tools of servers that speak the Model Context Protocol, over streamable HTTP or with a
 * process that is started. What they offer counts only as far as a person accepted it.
 */
@NullMarked
package dev.baton.connect.mcp;

import org.jspecify.annotations.NullMarked;
