/** What outlives a run: how earlier requests of somebody ended, as facts, for whoever plans the next one. */
@NullMarked
package dev.baton.memory;

import org.jspecify.annotations.NullMarked;
