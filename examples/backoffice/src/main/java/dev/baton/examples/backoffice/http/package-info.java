/** The HTTP side shared by the services: routing, tokens, strict reading of input, answers and problems (RFC 9457). */
@NullMarked
package dev.baton.examples.backoffice.http;

import org.jspecify.annotations.NullMarked;
