/** Restate as a peer: five runs within a handler, kept by its server. */
@NullMarked
package dev.baton.bench.restate;

import org.jspecify.annotations.NullMarked;
