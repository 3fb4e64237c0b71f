/** The conventions of HTTP that every door shares: JSON bodies, problems, and what a browser is kept from doing. */
@NullMarked
package dev.baton.server.http;

import org.jspecify.annotations.NullMarked;
