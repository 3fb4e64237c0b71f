/** The shipping service: parcels under way, stock in the warehouse, and replacements sent. */
@NullMarked
package dev.baton.examples.backoffice.shipping;

import org.jspecify.annotations.NullMarked;
