/** The team's calendar, as far as CalDAV is needed to look into it and to enter, move and cancel events. */
@NullMarked
package dev.baton.examples.backoffice.diary;

import org.jspecify.annotations.NullMarked;
