/** Connections of type {@code java}: methods that take and answer records, in the same process. */
@NullMarked
package dev.baton.connect.method;

import org.jspecify.annotations.NullMarked;
