/** Documents that assistants answer from, with their source. */
@NullMarked
package dev.baton.knowledge;

import org.jspecify.annotations.NullMarked;
