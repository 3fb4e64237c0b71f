/** HTTP to systems that are not trusted: guarded addresses, bounded time and size, and a plain word on what was sent. */
@NullMarked
package dev.baton.connect.http;

import org.jspecify.annotations.NullMarked;
