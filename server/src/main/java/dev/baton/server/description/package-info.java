/** What every operation of the server takes and answers, as one OpenAPI document. */
@NullMarked
package dev.baton.server.description;

import org.jspecify.annotations.NullMarked;
