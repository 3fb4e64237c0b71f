/** The pages: what they say, over HTTP and in a real browser. */
@NullMarked
package dev.baton.server.console;

import org.jspecify.annotations.NullMarked;
