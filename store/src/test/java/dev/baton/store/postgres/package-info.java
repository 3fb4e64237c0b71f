/** The contracts of log, views and engine on a real PostgreSQL, and what is special about it. */
@NullMarked
package dev.baton.store.postgres;

import org.jspecify.annotations.NullMarked;
