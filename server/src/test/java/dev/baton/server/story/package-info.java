/** The shop's story, told to a whole server with a real back office behind it. */
@NullMarked
package dev.baton.server.story;

import org.jspecify.annotations.NullMarked;
