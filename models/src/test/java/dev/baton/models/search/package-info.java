/** The index on real files. */
@NullMarked
package dev.baton.models.search;

import org.jspecify.annotations.NullMarked;
