/** What the stores have in common, whatever database is beneath: how commits are packed, times are kept and waited for. */
@NullMarked
package dev.baton.store;

import org.jspecify.annotations.NullMarked;
