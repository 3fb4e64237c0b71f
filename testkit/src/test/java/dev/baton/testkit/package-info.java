/** The stores in memory are held to the contracts that the real ones pass. */
@NullMarked
package dev.baton.testkit;

import org.jspecify.annotations.NullMarked;
