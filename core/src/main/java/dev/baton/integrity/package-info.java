/**
 * Whether a log is what was written: a running digest over all of it, signed now and then as checkpoints, a walk that
 * finds the first event that is not the original, and the file format in which logs are carried elsewhere.
 */
@NullMarked
package dev.baton.integrity;

import org.jspecify.annotations.NullMarked;
