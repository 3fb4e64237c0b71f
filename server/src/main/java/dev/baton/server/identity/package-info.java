/** Who a request acts as, and which paths that one may use. */
@NullMarked
package dev.baton.server.identity;

import org.jspecify.annotations.NullMarked;
