/**
 * The plan language, written by a person (a playbook) or proposed by a model, and its compiler. Pure; what plans come
 * from and what carries them out is elsewhere.
 */
@NullMarked
package dev.baton.plan;

import org.jspecify.annotations.NullMarked;
