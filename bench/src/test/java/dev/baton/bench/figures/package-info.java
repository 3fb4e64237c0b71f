/** Tests that the bench itself works; what it measures is no test. */
@NullMarked
package dev.baton.bench.figures;

import org.jspecify.annotations.NullMarked;
