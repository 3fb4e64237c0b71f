package dev.baton.policy;

import dev.baton.json.Digest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * A sum over time that has to be known before a call can be ruled.
 *
 * @param key the policy and the window's name in it, as {@code refunds/paid}
 * @param account what is added up together: key and the value of {@code per}
 * @param over how far back
 * @param amount what the call adds when it is done; empty for one that is only held against it
 */
public record WindowUse(String key, Digest account, Duration over, Optional<BigDecimal> amount) {}
