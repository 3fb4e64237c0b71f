/** Tools made from the operations of an OpenAPI 3.0 or 3.1 description, which is treated as untrusted data. */
@NullMarked
package dev.baton.connect.openapi;

import org.jspecify.annotations.NullMarked;
