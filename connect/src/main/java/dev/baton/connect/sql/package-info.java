/**
 * Connections of type {@code sql}: each tool is one statement with named, typed arguments. A read runs in a transaction
 * that cannot write; a write keeps, where the file names a table for it, what it did in the same transaction.
 */
@NullMarked
package dev.baton.connect.sql;

import org.jspecify.annotations.NullMarked;
