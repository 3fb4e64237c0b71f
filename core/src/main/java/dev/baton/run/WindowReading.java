package dev.baton.run;

import dev.baton.event.StreamHead;
import java.math.BigDecimal;

/**
 * What a sum over time came to, and where its stream ended then: what is intended on it only holds if it still does.
 */
public record WindowReading(BigDecimal total, StreamHead head) {}
