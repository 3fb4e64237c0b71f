/** Conversations on a log, with a fake of everything behind them. */
@NullMarked
package dev.baton.testkit.conversation;

import org.jspecify.annotations.NullMarked;
