/** The tasks of {@code bench planning} by Spring AI's ChatClient, a loop that asks the model after every round of calls. */
@NullMarked
package dev.baton.bench.springai;

import org.jspecify.annotations.NullMarked;
