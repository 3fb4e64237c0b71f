package dev.baton.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * The whole life of a process in which one subject is measured: {@code FOLDER WARM-UP WATCHED LOAD...}, as in {@code
 * /tmp/x PT4S PT2S reads/64 writes/64}. Each measurement is a line on standard output.
 */
public final class MeasuredProcess {
    private MeasuredProcess() {}

    /** Makes a subject that keeps its files in an empty folder. */
    public interface Opener {
        Subject open(Path folder) throws Exception;
    }

    public static void run(String[] args, Opener opener) throws Exception {
        var warmUp = Duration.parse(args[1]);
        var watched = Duration.parse(args[2]);
        var loads = Arrays.stream(args).skip(3).map(Load::parse).toList();
        try (var subject = opener.open(Path.of(args[0]))) {
            for (var load : loads) {
                // the very first run loads and compiles what it needs, however long that takes on a busy machine
                subject.run(load.work());
                // the first kind of work meets cold code, the next ones half of it
                var unwatched = load.equals(loads.getFirst()) ? warmUp : warmUp.dividedBy(4);
                System.out.println(new ClosedLoop(subject, load)
                        .measure(unwatched, watched)
                        .line());
            }
        }
    }
}
