/** The customer relations service: who a customer is, and notes about them, which it keeps as often as they are sent. */
@NullMarked
package dev.baton.examples.backoffice.crm;

import org.jspecify.annotations.NullMarked;
