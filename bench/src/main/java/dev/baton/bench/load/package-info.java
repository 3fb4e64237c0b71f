/**
 * What every measured process does, Baton's and its peers' alike: many clients that each start a run, wait for its end
 * and start the next, and what that took. Depends on nothing, so that a peer has only its own libraries beside it.
 */
@NullMarked
package dev.baton.bench.load;

import org.jspecify.annotations.NullMarked;
