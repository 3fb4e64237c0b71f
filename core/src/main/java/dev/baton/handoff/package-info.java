/** The typed interface between who asks and who acts: contracts, handoffs and receipts. */
@NullMarked
package dev.baton.handoff;

import org.jspecify.annotations.NullMarked;
