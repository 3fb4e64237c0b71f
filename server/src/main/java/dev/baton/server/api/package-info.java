/** The JSON API: each controller turns a request into one call of a port, and the answer into JSON. */
@NullMarked
package dev.baton.server.api;

import org.jspecify.annotations.NullMarked;
