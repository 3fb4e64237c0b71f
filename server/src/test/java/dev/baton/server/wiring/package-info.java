/** What only shows once a workspace meets its systems. */
@NullMarked
package dev.baton.server.wiring;

import org.jspecify.annotations.NullMarked;
