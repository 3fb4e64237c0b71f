/** The stores on SQLite against their contracts, against kill -9 and against files that cannot be used. */
@NullMarked
package dev.baton.store.sqlite;

import org.jspecify.annotations.NullMarked;
