/** The log's values: chains that cannot be bent, packing that loses nothing, commits that are well formed. */
@NullMarked
package dev.baton.event;

import org.jspecify.annotations.NullMarked;
