/** Logs written by hand, damaged in every way, and looked at. */
@NullMarked
package dev.baton.integrity;

import org.jspecify.annotations.NullMarked;
