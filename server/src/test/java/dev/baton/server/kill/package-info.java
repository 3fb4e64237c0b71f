/** Real server processes, killed at any moment: nothing accepted is lost, nothing is done twice. */
@NullMarked
package dev.baton.server.kill;

import org.jspecify.annotations.NullMarked;
