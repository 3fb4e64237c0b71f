/** Measurements of the stores. */
@NullMarked
package dev.baton.store;

import org.jspecify.annotations.NullMarked;
