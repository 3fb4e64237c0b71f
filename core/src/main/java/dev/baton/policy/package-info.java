/** What agents may do: rules over the exact call, judged by the runtime right before it. Pure. */
@NullMarked
package dev.baton.policy;

import org.jspecify.annotations.NullMarked;
