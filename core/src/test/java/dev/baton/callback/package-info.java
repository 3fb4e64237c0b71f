/** Tests of what is told to the outside, and when again. */
@NullMarked
package dev.baton.callback;

import org.jspecify.annotations.NullMarked;
