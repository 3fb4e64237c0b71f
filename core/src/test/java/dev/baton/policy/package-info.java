/** Policies by themselves: what their files say, ruled without a run. */
@NullMarked
package dev.baton.policy;

import org.jspecify.annotations.NullMarked;
