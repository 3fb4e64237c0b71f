/** An installed PostgreSQL, started for tests on a folder of its own, that can be killed and started again. */
@NullMarked
package dev.baton.testkit.postgres;

import org.jspecify.annotations.NullMarked;
