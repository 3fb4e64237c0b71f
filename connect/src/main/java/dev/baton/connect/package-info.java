/** Where tools come from: the connections of a workspace, kept open, and shown as down when they are. */
@NullMarked
package dev.baton.connect;

import org.jspecify.annotations.NullMarked;
