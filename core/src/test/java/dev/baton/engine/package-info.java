/** The engine's own bookkeeping, without a store. */
@NullMarked
package dev.baton.engine;

import org.jspecify.annotations.NullMarked;
