/** What every door has in common; each door has a package of its own below, and they do not know each other. */
@NullMarked
package dev.baton.server.door;

import org.jspecify.annotations.NullMarked;
