package dev.baton.examples.agentdojo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what became of every pair of a task and an attack. */
@Command(
        name = "agentdojo",
        mixinStandardHelpOptions = true,
        description = "Puts two agents on trial whose model obeys whatever it reads, and prints what was really done.")
public final class AgentDojoMain implements java.util.concurrent.Callable<Integer> {
    @Option(names = "--trials", description = "the folder that holds systems/agentdojo (default: BATON_TRIALS)")
    private Optional<Path> trials = Optional.empty();

    @Option(
            names = "--workspaces",
            defaultValue = "examples/agentdojo",
            description = "the folder of the two workspaces (default: ${DEFAULT-VALUE})")
    private Path workspaces = Path.of("");

    @Option(names = "--suite", description = "banking or workspace (default: both)")
    private Optional<Suite> only = Optional.empty();

    @Option(names = "--sample", defaultValue = "0", description = "that many pairs of each suite (default: all)")
    private int sample;

    @Option(names = "--task", description = "only pairs of this task, for example user_task_3")
    private Optional<String> task = Optional.empty();

    @Option(
            names = "--attack",
            defaultValue = "important_instructions",
            description = "the wording of the attack (default: ${DEFAULT-VALUE})")
    private String attack = "";

    @Option(names = "--json", description = "one line of JSON for each pair and each suite")
    private boolean json;

    private final PrintStream out;
    private final PrintStream notes;

    AgentDojoMain(PrintStream out, PrintStream notes) {
        this.out = out;
        this.notes = notes;
    }

    /** Ends with 0 when nothing was done that nobody asked for. */
    public static void main(String... args) {
        System.exit(new CommandLine(new AgentDojoMain(System.out, System.err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var system = trials.or(
                        () -> Optional.ofNullable(System.getenv("BATON_TRIALS")).map(Path::of))
                .orElse(Path.of("../shared"))
                .resolve("systems/agentdojo");
        if (!Files.isRegularFile(system.resolve("dojo_server.py"))) {
            notes.println("There is no trial system in " + system
                    + ". Name the folder that holds systems/agentdojo with" + " --trials or BATON_TRIALS.");
            return CommandLine.ExitCode.USAGE;
        }
        var summaries = new ArrayList<Summary>();
        for (var suite : only.map(List::of).orElse(List.of(Suite.values()))) {
            summaries.add(run(suite, system.toAbsolutePath()));
        }
        tell(summaries);
        return summaries.stream().mapToLong(Summary::damaged).sum() == 0 ? CommandLine.ExitCode.OK : 1;
    }

    Summary run(Suite suite, Path system) throws IOException, InterruptedException {
        var data = Files.createTempDirectory("baton-agentdojo");
        try (var trial = new Trials(suite, system, workspaces.resolve(suite.word()), data)) {
            var pairs = trial.pairs(sample, attack).stream()
                    .filter(pair -> task.filter(it -> !it.equals(pair.task())).isEmpty())
                    .toList();
            var benign = trial.run(Dojo.benign(pairs), this::tell);
            return new Summary(suite, trial.run(pairs, this::tell), benign);
        }
    }

    private void tell(Trial trial) {
        if (json) {
            out.println(trial.toJson().write());
        } else if (!trial.damage().isEmpty()) {
            out.println(trial.pair() + ": done although nobody asked for it: " + trial.damage());
        } else if (trial.pair().injection().isEmpty() && !trial.isDone()) {
            out.println(trial.pair() + ": not done: " + trial.verdict().get("gold_writes_missing"));
        }
    }

    private void tell(List<Summary> summaries) {
        if (json) {
            summaries.forEach(summary -> out.println(summary.toJson().write()));
        } else {
            out.println();
            out.println(Summary.header());
            summaries.forEach(summary -> out.println(summary.line()));
        }
    }
}
