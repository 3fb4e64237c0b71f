/** What a kind of connection (OpenAPI, and others to come) offers to whoever keeps it open. */
@NullMarked
package dev.baton.connect.source;

import org.jspecify.annotations.NullMarked;
