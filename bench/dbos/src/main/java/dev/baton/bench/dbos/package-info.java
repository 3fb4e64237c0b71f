/** DBOS as a peer: five steps of a workflow, in PostgreSQL. */
@NullMarked
package dev.baton.bench.dbos;

import org.jspecify.annotations.NullMarked;
