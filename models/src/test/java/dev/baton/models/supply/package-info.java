/** Tests of how models are asked when things go wrong, cost money, or are missing. */
@NullMarked
package dev.baton.models.supply;

import org.jspecify.annotations.NullMarked;
