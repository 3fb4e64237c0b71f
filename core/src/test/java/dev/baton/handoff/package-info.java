/** Contracts by themselves. */
@NullMarked
package dev.baton.handoff;

import org.jspecify.annotations.NullMarked;
