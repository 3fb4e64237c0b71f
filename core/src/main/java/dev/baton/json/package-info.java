/** JSON values, their canonical form and JSON Schema: the one data type that every other package exchanges. */
@NullMarked
package dev.baton.json;

import org.jspecify.annotations.NullMarked;
