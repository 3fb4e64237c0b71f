/**
 * The command line: starts servers and checks workspaces in this process, and for everything else is a thin client of
 * a running server, which starts without any of the server's classes.
 */
@NullMarked
package dev.baton.cli;

import org.jspecify.annotations.NullMarked;
