/**
 * The log and the views in a PostgreSQL database that several nodes share. On each node one thread commits what waits in
 * groups; the one row of the table {@code head}, locked for the length of each group, gives all nodes one order without
 * gaps. What happens on one node is told to the others by NOTIFY, with a slow poll as a net beneath.
 */
@NullMarked
package dev.baton.store.postgres;

import org.jspecify.annotations.NullMarked;
