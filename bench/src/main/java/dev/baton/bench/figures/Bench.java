package dev.baton.bench.figures;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code baton bench}. */
@Command(
        name = "baton bench",
        description = "Measures Baton on this machine. Nothing else should be going on meanwhile.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EngineCommand.class, PlanningCommand.class, PolicyCommand.class, DoorsCommand.class})
public final class Bench implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).setUsageHelpAutoWidth(true).execute(arguments));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Which command? There are: engine, planning, policy, doors");
    }
}
