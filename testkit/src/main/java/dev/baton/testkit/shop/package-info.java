/** A small shop to test engines with: its definitions, and its systems in memory with switches for faults. */
@NullMarked
package dev.baton.testkit.shop;

import org.jspecify.annotations.NullMarked;
