/** By which right people act, and up to how much. */
@NullMarked
package dev.baton.inbox;

import org.jspecify.annotations.NullMarked;
