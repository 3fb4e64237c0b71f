package dev.baton.tool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a connection's file may say besides its tools; each is absent unless it says so.
 *
 * @param concurrency the most calls at once
 * @param rate the most calls in a time
 * @param trust a file of certificates (PEM) to trust instead of those that Java trusts
 * @param proxy through which HTTP goes, as {@code http://host:port}
 * @param command of an MCP server that is started as a child process and spoken with by its standard streams
 * @param environment of that process, besides what every process gets; may hold {@code ${secret.NAME}}
 * @param effects the table where a database keeps which writes were done
 */
public record ConnectionOptions(
        Optional<Integer> concurrency,
        Optional<Rate> rate,
        Optional<String> trust,
        Optional<String> proxy,
        List<String> command,
        Map<String, String> environment,
        Optional<String> effects) {
    public static final ConnectionOptions NONE = new ConnectionOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Optional.empty());

    /** @param calls the most in one period */
    public record Rate(int calls, Duration period) {
        public Rate {
            if (calls < 1 || period.isZero()) {
                throw new IllegalArgumentException("a rate is at least one call in some time");
            }
        }
    }
}
