/** Servers on loopback that speak what providers of models speak, and answer what a test says. */
@NullMarked
package dev.baton.testkit.model.wire;

import org.jspecify.annotations.NullMarked;
