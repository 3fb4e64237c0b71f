package dev.baton.bench.figures;

import dev.baton.bench.load.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Measures candidates by turns, and then what waiting and old work cost. */
final class EngineBench {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Path folder;
    private final Extent extent;
    private final Progress progress;
    private final Set<String> failed = new LinkedHashSet<>();

    EngineBench(Path folder, Extent extent, Progress progress) {
        this.folder = folder;
        this.extent = extent;
        this.progress = progress;
    }

    List<Figure> figures(Candidates candidates) throws IOException, InterruptedException {
        var rounds = new Rounds();
        var full = candidates.full();
        if (full.isPresent()) {
            progress.say("filling a store with " + extent.events() + " events");
            run(candidates.filling(), "full", List.of(Long.toString(extent.events())));
        }
        for (var round = 1; round <= extent.rounds(); round++) {
            for (var candidate : candidates.list()) {
                progress.say(turn(round, candidate));
                measure(candidate, candidate.name() + "-" + round, rounds, true);
            }
            if (full.isPresent()) {
                progress.say(turn(round, full.get()));
                measure(full.get(), "full", rounds, false);
            }
        }
        var figures = new EngineFigures(rounds, extent);
        if (full.isPresent()) {
            new Trial(folder.resolve("full")).clear();
        }
        if (candidates.parks()) {
            parked(candidates, figures);
        }
        return figures.list();
    }

    private String turn(int round, Candidate candidate) {
        return "round " + round + " of " + extent.rounds() + ": " + candidate.name();
    }

    /** A candidate that fails once is left out from then on; the others go on. */
    private void measure(Candidate candidate, String name, Rounds rounds, boolean clear)
            throws IOException, InterruptedException {
        if (failed.contains(candidate.name())) {
            return;
        }
        var trial = new Trial(folder.resolve(name));
        try {
            rounds.add(candidate.name(), trial.measure(candidate, extent.times()));
        } catch (IOException | Trial.FailedException e) {
            failed.add(candidate.name());
            progress.warn(candidate.name() + " is left out from here on: " + e.getMessage());
        } finally {
            if (clear) {
                trial.clear();
            }
        }
    }

    private void parked(Candidates candidates, EngineFigures figures) throws IOException, InterruptedException {
        progress.say("parking " + extent.parked() + " runs");
        var told = new HashMap<>(
                Values.among(run(candidates.parking(), "parked", List.of("park", Integer.toString(extent.parked())))));
        progress.say("resuming " + extent.resumed() + " of " + extent.parked() + " parked runs");
        told.putAll(Values.among(
                run(candidates.parking(), "parked", List.of("resume", Integer.toString(extent.resumed())))));
        new Trial(folder.resolve("parked")).clear();
        figures.parked(told);
    }

    private List<String> run(Candidate candidate, String name, List<String> arguments)
            throws IOException, InterruptedException {
        return new Trial(folder.resolve(name)).run(candidate, arguments, LONGEST);
    }

    /** Who failed on the way. */
    Set<String> failed() {
        return Set.copyOf(failed);
    }
}
