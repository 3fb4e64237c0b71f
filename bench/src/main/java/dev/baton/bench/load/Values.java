package dev.baton.bench.load;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Single figures that a measured process tells, one line each. */
public final class Values {
    private static final String MARK = "value ";

    private Values() {}

    public static void tell(String name, double value) {
        System.out.println(MARK + name + " " + value);
    }

    /** What was told, by name. */
    public static Map<String, Double> among(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.split(" ", -1))
                .collect(Collectors.toMap(words -> words[1], words -> Double.parseDouble(words[2])));
    }
}
