/** Who acts: a person, customer, assistant, agent, service, trigger or the system, and on whose behalf. */
@NullMarked
package dev.baton.principal;

import org.jspecify.annotations.NullMarked;
