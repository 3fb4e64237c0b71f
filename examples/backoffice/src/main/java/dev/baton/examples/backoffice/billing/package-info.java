/** The billing service: payments taken, and refunds that may never exceed them. */
@NullMarked
package dev.baton.examples.backoffice.billing;

import org.jspecify.annotations.NullMarked;
