/** What every door of programs has to do alike, tried on the real shop. */
@NullMarked
package dev.baton.server.door;

import org.jspecify.annotations.NullMarked;
