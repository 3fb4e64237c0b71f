/** What is measured here: Baton on its stores, and the least that any durable engine would have to do. */
@NullMarked
package dev.baton.bench.subject;

import org.jspecify.annotations.NullMarked;
