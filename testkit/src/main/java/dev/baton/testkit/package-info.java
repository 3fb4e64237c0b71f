/**
 * What tests of Baton, its stores and its adapters stand on: contract suites that every implementation of a port passes,
 * real implementations in memory, and a clock that is set by hand.
 */
@NullMarked
package dev.baton.testkit;

import org.jspecify.annotations.NullMarked;
