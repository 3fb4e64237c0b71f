/**
 * The only place that performs: the ports {@link dev.baton.engine.Handoffs}, {@link dev.baton.engine.Runs}, {@link
 * dev.baton.engine.Approvals} and {@link dev.baton.engine.Conversations}, and the workers behind them.
 */
@NullMarked
package dev.baton.engine;

import org.jspecify.annotations.NullMarked;
