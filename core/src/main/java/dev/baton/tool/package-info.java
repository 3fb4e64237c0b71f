/** Typed functions that read or write business systems, and what the engine must know to call them safely. */
@NullMarked
package dev.baton.tool;

import org.jspecify.annotations.NullMarked;
