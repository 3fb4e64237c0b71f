/** Contracts as functions that any model can call, and what a contract asks for and gives. */
@NullMarked
package dev.baton.server.door.function;

import org.jspecify.annotations.NullMarked;
