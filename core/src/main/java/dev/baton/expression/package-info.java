/** Expressions and templates over JSON values, checked against schemas when loaded: the one wrapper around CEL. */
@NullMarked
package dev.baton.expression;

import org.jspecify.annotations.NullMarked;
