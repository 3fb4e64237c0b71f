package dev.baton.bench.figures;

import dev.baton.bench.load.Load;
import dev.baton.bench.load.Measurement;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What was measured, by candidate and load; a value in it is the median of all rounds. */
final class Rounds {
    private final Map<String, Map<Load, List<Measurement>>> measured = new LinkedHashMap<>();

    /** The middle one of several values, with the least and the greatest. */
    record Spread(double least, double median, double most) {
        static Spread of(double... values) {
            var sorted = values.clone();
            Arrays.sort(sorted);
            var middle = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
            return new Spread(sorted[0], middle, sorted[sorted.length - 1]);
        }
    }

    void add(String candidate, List<Measurement> round) {
        for (var measurement : round) {
            measured.computeIfAbsent(candidate, ignored -> new LinkedHashMap<>())
                    .computeIfAbsent(measurement.load(), ignored -> new java.util.ArrayList<>())
                    .add(measurement);
        }
    }

    Optional<Spread> stepsPerSecond(String candidate, Load load) {
        return spread(candidate, load, Measurement::stepsPerSecond);
    }

    Optional<Double> p50Millis(String candidate, Load load) {
        return spread(candidate, load, measurement -> millis(measurement.p50())).map(Spread::median);
    }

    Optional<Double> p99Millis(String candidate, Load load) {
        return spread(candidate, load, measurement -> millis(measurement.p99())).map(Spread::median);
    }

    Optional<Double> cpuMicros(String candidate, Load load) {
        return spread(candidate, load, measurement -> measurement.cpuPerStep().toNanos() / 1e3)
                .map(Spread::median);
    }

    /** How often the one does what the other does once, where both were measured. */
    Optional<Double> ratio(String one, Load load, String other, Load otherLoad) {
        return stepsPerSecond(one, load)
                .flatMap(steps -> stepsPerSecond(other, otherLoad).map(others -> steps.median() / others.median()));
    }

    private Optional<Spread> spread(String candidate, Load load, ToDoubleFunction<Measurement> value) {
        var rounds = measured.getOrDefault(candidate, Map.of()).getOrDefault(load, List.of());
        return rounds.isEmpty()
                ? Optional.empty()
                : Optional.of(Spread.of(rounds.stream().mapToDouble(value).toArray()));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
