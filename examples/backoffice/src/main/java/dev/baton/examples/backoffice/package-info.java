/** A small company's back office as one process: orders, billing, CRM and shipping, each a real HTTP service with its own database. */
@NullMarked
package dev.baton.examples.backoffice;

import org.jspecify.annotations.NullMarked;
