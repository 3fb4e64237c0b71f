/** What a run makes of its plan, step by step, without an engine. */
@NullMarked
package dev.baton.run;

import org.jspecify.annotations.NullMarked;
