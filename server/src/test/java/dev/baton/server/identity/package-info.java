/** Personas and who may use which path, as tables. */
@NullMarked
package dev.baton.server.identity;

import org.jspecify.annotations.NullMarked;
