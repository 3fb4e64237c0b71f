/**
 * How much agents may do by themselves, as people changed it, and how they did: what people say of what was done unasked,
 * and what people did where an agent only watched. Pure.
 */
@NullMarked
package dev.baton.oversight;

import org.jspecify.annotations.NullMarked;
