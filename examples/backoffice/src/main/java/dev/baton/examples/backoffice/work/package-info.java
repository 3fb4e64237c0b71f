/** What the company knows in code only: which days are worked. Offered to agents as methods of Java. */
@NullMarked
package dev.baton.examples.backoffice.work;

import org.jspecify.annotations.NullMarked;
