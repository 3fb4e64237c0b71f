/** What every kind of connection promises of its tools, as a contract suite. */
@NullMarked
package dev.baton.testkit.tool;

import org.jspecify.annotations.NullMarked;
