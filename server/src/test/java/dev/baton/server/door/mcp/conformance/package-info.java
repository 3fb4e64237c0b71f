/** What the protocol's own checks ask for, offered through the code of the real door. */
@NullMarked
package dev.baton.server.door.mcp.conformance;

import org.jspecify.annotations.NullMarked;
