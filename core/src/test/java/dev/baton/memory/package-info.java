/** What is remembered of runs, and what is not. */
@NullMarked
package dev.baton.memory;

import org.jspecify.annotations.NullMarked;
