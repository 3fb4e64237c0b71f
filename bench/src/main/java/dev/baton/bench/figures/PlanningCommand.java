package dev.baton.bench.figures;

import dev.baton.bench.load.Values;
import dev.baton.bench.planning.BatonResearcher;
import dev.baton.bench.planning.SlowModel;
import dev.baton.bench.server.Companion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code baton bench planning}. */
@Command(
        name = "planning",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what it saves to plan: tasks with lookups that do not depend on each other, with a model and a"
                    + " tool that take the same time for everybody.",
            "langchain4j and spring-ai ask the model for one call after another; langchain4j-at-once has a model that"
                    + " asks for all calls together."
        })
final class PlanningCommand implements Callable<Integer> {
    static final String BATON = "baton";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--json", description = "One line per figure: {figure, value, unit, peer, ratio}.")
    private boolean json;

    @Option(names = "--quick", description = "Fewer rounds and fewer questions.")
    private boolean quick;

    @Option(names = "--tiny", description = "Only to see that it works; its figures mean nothing.", hidden = true)
    private boolean tiny;

    @Option(names = "--latency", paramLabel = "TIME", description = "Of the model and of the tool (PT0.2S).")
    private Duration latency = Duration.ofMillis(200);

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Who takes part, of: baton, langchain4j, langchain4j-at-once, spring-ai.")
    private List<String> only = List.of();

    @Option(names = "--data", paramLabel = "FOLDER", description = "Where files are written meanwhile (target/bench).")
    private Path data = Path.of(System.getProperty("baton.home", "."), "target", "bench");

    @Override
    public Integer call() throws IOException, InterruptedException {
        var progress = new Progress(spec.commandLine().getErr(), Boolean.getBoolean("baton.terminal"));
        var tasks = tasks();
        var figures = new PlanningFigures(tasks);
        var failed = false;
        try (var model = new SlowModel(latency)) {
            for (var candidate : candidates(progress)) {
                progress.say(candidate.name());
                try {
                    figures.add(candidate.name(), told(candidate, model, tasks));
                } catch (IOException | Trial.FailedException e) {
                    failed = true;
                    progress.warn(candidate.name() + " is left out: " + e.getMessage());
                }
            }
        }
        new Report(spec.commandLine().getOut(), json).print(figures.list());
        return failed ? 1 : 0;
    }

    private Tasks tasks() throws IOException {
        var home = Path.of(System.getProperty("baton.home", "."));
        var trials = Optional.ofNullable(System.getenv("BATON_TRIALS"))
                .map(Path::of)
                .orElseGet(() -> home.resolve("../shared"));
        return tiny ? Tasks.in(trials, 1, 0) : quick ? Tasks.in(trials, 2, 20) : Tasks.in(trials, 5, 1000);
    }

    private PlanningFigures.Told told(Candidate candidate, SlowModel model, Tasks tasks)
            throws IOException, InterruptedException {
        var trial = new Trial(data.resolve(candidate.name()));
        var arguments = new ArrayList<>(List.of(model.url(), latency.toString(), tiny ? "0" : "5"));
        tasks.all().forEach(lookups -> arguments.add(lookups.toString()));
        try {
            model.take();
            var values = Values.among(trial.run(candidate, arguments, Duration.ofMinutes(20)));
            var millis = new ArrayList<Double>();
            for (var i = 0; i < tasks.all().size(); i++) {
                millis.add(values.getOrDefault(tasks.all().get(i) + "." + i, Double.NaN));
            }
            return new PlanningFigures.Told(millis, model.take());
        } finally {
            trial.clear();
        }
    }

    private List<Candidate> candidates(Progress progress) {
        var all = new ArrayList<Candidate>();
        var own = List.of(System.getProperty("java.class.path"));
        all.add(candidate(BATON, BatonResearcher.class.getName(), own, List.of()));
        peer(all, "langchain4j", "langchain4j.LangChain4jResearcher", List.of(), progress);
        peer(
                all,
                "langchain4j-at-once",
                "langchain4j.LangChain4jResearcher",
                List.of("-Dbench.instructions=" + SlowModel.AT_ONCE),
                progress);
        peer(all, "spring-ai", "springai.SpringAiResearcher", List.of(), progress);
        return all.stream().filter(it -> isWanted(it.name())).toList();
    }

    private boolean isWanted(String name) {
        return only.isEmpty() || only.contains(name);
    }

    private void peer(List<Candidate> all, String name, String main, List<String> options, Progress progress) {
        var module = Path.of(System.getProperty("baton.home", "."))
                .resolve("bench")
                .resolve(main.substring(0, main.indexOf('.')));
        if (!isWanted(name)) {
            return;
        }
        if (Files.isDirectory(module.resolve("target/lib"))) {
            all.add(candidate(name, "dev.baton.bench." + main, Candidate.built(module), options));
        } else {
            progress.warn(name + " is left out: its libraries were not built, see target/build.log");
        }
    }

    private static Candidate candidate(String name, String main, List<String> classPath, List<String> options) {
        return new Candidate(name, main, classPath, options, Companion.NONE, List.of());
    }
}
