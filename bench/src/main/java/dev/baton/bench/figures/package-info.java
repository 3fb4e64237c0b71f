/** The command: has everything measured in processes of their own, by turns, and works out the figures. */
@NullMarked
package dev.baton.bench.figures;

import org.jspecify.annotations.NullMarked;
