/** One SQLite file per service, and writes that commit their effect, its record and the answer to its key together. */
@NullMarked
package dev.baton.examples.backoffice.storage;

import org.jspecify.annotations.NullMarked;
