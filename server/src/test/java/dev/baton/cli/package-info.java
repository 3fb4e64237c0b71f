/** The command line against a running server and on its own. */
@NullMarked
package dev.baton.cli;

import org.jspecify.annotations.NullMarked;
