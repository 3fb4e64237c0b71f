package dev.baton.run;

import dev.baton.json.Digest;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Room that an effect takes in a sum over time, from its intent on.
 *
 * @param window the policy and the window's name, as {@code refunds/paid}
 * @param account what is added up together
 * @param over how far back that looks now
 */
public record Reservation(String window, Digest account, Duration over, BigDecimal amount) {}
