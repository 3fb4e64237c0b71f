/** The one deployable: it starts the platform, serves it over HTTP and shows whether it is well. */
@NullMarked
package dev.baton.server;

import org.jspecify.annotations.NullMarked;
