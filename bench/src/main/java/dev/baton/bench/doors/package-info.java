/** What it costs to come in by each door, and how many conversations may be under way at once. */
@NullMarked
package dev.baton.bench.doors;

import org.jspecify.annotations.NullMarked;
