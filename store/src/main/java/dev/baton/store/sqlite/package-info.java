/**
 * The log and the views on SQLite, the embedded default: one process, one folder. A single writer thread makes whatever
 * is queued durable in one transaction; a few reader threads answer queries. Only these platform threads enter the
 * driver, because a native call pins the carrier of a virtual thread.
 */
@NullMarked
package dev.baton.store.sqlite;

import org.jspecify.annotations.NullMarked;
