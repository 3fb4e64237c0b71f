/** The orders service: what was ordered and where it is, and the claims a customer has had. */
@NullMarked
package dev.baton.examples.backoffice.orders;

import org.jspecify.annotations.NullMarked;
