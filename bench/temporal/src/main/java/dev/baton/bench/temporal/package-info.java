/** Temporal as a peer: five activities of a workflow, on the test server that keeps them in memory. */
@NullMarked
package dev.baton.bench.temporal;

import org.jspecify.annotations.NullMarked;
