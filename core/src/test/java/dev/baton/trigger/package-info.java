/** What triggers make of events. */
@NullMarked
package dev.baton.trigger;

import org.jspecify.annotations.NullMarked;
