package dev.baton.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code baton}. */
@Command(
        name = "baton",
        description = "Joins AI assistants and AI agents by a typed, durable handoff.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            StartCommand.class,
            CheckCommand.class,
            AssessCommand.class,
            NewCommand.class,
            ToolsCommand.class,
            SubmitCommand.class,
            RunsCommand.class,
            WatchCommand.class,
            InboxCommand.class,
            ApprovalsCommand.class,
            AnswerCommand.class,
            CancelCommand.class,
            StepCommand.class,
            SwitchCommand.class,
            CallbacksCommand.class,
            LevelCommand.class,
            ReviewCommand.class,
            ShadowCommand.class,
            ChatCommand.class,
            McpCommand.class,
            DoctorCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            ArchiveCommand.class,
            EraseCommand.class
        },
        footer = {
            "",
            "Try `baton demo` first. `baton COMMAND --help` tells more about each command.",
            "Exit codes: 0 done, 1 it failed, 2 wrong use or no server."
        })
public final class Baton implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private Baton() {}

    public static void main(String[] arguments) {
        System.exit(run(utf8(FileDescriptor.out), utf8(FileDescriptor.err), arguments));
    }

    /** Runs one command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        var commandLine = new CommandLine(new Baton())
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Baton::wrongUse)
                .setExecutionExceptionHandler(Baton::failure);
        var exitCode = commandLine.execute(arguments);
        out.flush();
        err.flush();
        return exitCode;
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }

    /** What people write is UTF-8, whatever the locale says. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static int wrongUse(CommandLine.ParameterException e, String... arguments) {
        var commandLine = e.getCommandLine();
        var err = commandLine.getErr();
        err.println("baton: " + e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println(commandLine
                    .getHelp()
                    .synopsisHeading()
                    .concat(commandLine.getHelp().synopsis(0))
                    .strip());
            err.println("More: " + commandLine.getCommandSpec().qualifiedName() + " --help");
        }
        return CommandException.UNUSABLE;
    }

    private static int failure(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof CommandException told) {
            told.json().ifPresent(json -> commandLine.getOut().println(json.write()));
            commandLine.getErr().println("baton: " + told.text());
            return told.exitCode();
        }
        throw e;
    }
}
