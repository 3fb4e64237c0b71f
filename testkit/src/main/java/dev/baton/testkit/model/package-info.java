/** Models that say what a test wrote for them, and the suite that every model has to pass. */
@NullMarked
package dev.baton.testkit.model;

import org.jspecify.annotations.NullMarked;
