/** Any order of results, crashes, decisions and moments keeps what a run promises. */
@NullMarked
package dev.baton.testkit.run;

import org.jspecify.annotations.NullMarked;
