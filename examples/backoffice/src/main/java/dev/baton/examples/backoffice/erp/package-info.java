/** A small ERP: double-entry accounts in a database that others open for themselves, as old systems have it. */
@NullMarked
package dev.baton.examples.backoffice.erp;

import org.jspecify.annotations.NullMarked;
