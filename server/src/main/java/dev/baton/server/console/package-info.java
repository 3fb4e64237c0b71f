/** The pages: templates rendered on the server, with their static files. */
@NullMarked
package dev.baton.server.console;

import org.jspecify.annotations.NullMarked;
