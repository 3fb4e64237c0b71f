/** Assistants: they talk, find out what is wanted, read and cite, and propose handoffs. They never write. */
@NullMarked
package dev.baton.assistant;

import org.jspecify.annotations.NullMarked;
