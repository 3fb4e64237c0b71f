package dev.baton.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The process of one {@link Researcher}: every task in turn, one at a time, with the time that each took. */
public final class ResearchProcess {
    private ResearchProcess() {}

    /**
     * What it works with.
     *
     * @param folder for files
     * @param model address of a model, as OpenAI's API begins
     * @param latency of the tool
     */
    public record Setting(Path folder, String model, Duration latency) {}

    /** Makes a researcher. */
    @FunctionalInterface
    public interface Maker {
        Researcher make(Setting setting) throws Exception;
    }

    /** The task with this many lookups that do not depend on each other. */
    public static String task(int lookups) {
        return "Look up the values of the keys from 1 to " + lookups + " and say what their sum is.";
    }

    /** What the tool finds. */
    public static long value(long key) {
        return 1000 + key * key;
    }

    private static long sum(int lookups) {
        var sum = 0L;
        for (var key = 1; key <= lookups; key++) {
            sum += value(key);
        }
        return sum;
    }

    /** @param arguments folder, model, latency, how many are left out of the figures, and then the lookups of each task */
    public static void run(String[] arguments, Maker maker) throws Exception {
        var setting = new Setting(Path.of(arguments[0]), arguments[1], Duration.parse(arguments[2]));
        var warmUps = Integer.parseInt(arguments[3]);
        var tasks = Arrays.stream(arguments).skip(4).map(Integer::valueOf).toList();
        try (var researcher = maker.make(setting)) {
            for (var i = 0; i < warmUps; i++) {
                ask(researcher, 1);
            }
            System.out.println("warm");
            answerAll(researcher, tasks);
        }
        System.exit(0);
    }

    private static void answerAll(Researcher researcher, List<Integer> tasks) throws Exception {
        for (var i = 0; i < tasks.size(); i++) {
            var lookups = tasks.get(i);
            var start = System.nanoTime();
            ask(researcher, lookups);
            Values.tell(lookups + "." + i, (System.nanoTime() - start) / 1e6);
        }
    }

    private static void ask(Researcher researcher, int lookups) throws Exception {
        var answer = researcher.answer(task(lookups));
        if (!answer.contains(Long.toString(sum(lookups)))) {
            throw new IllegalStateException("the sum is " + sum(lookups) + ", and the answer: " + answer);
        }
    }
}
