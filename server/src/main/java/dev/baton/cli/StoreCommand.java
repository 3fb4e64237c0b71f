package dev.baton.cli;

import dev.baton.event.StoreUnavailableException;
import dev.baton.integrity.LogFileException;
import dev.baton.integrity.UnsoundLogException;
import dev.baton.json.Json;
import dev.baton.server.StoreLocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** A command that works on a store itself, without a server. */
@CommandLine.Command(mixinStandardHelpOptions = true)
abstract class StoreCommand implements Callable<Integer> {
    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The workspace, whose folder .baton is the store unless --data or --store says otherwise"
                    + " (default: the current folder).")
    private Path workspace = Path.of("");

    @CommandLine.Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public final Integer call() {
        try {
            return work(store.location(workspace.resolve(".baton"), System.getenv()));
        } catch (UnsoundLogException e) {
            throw CommandException.failed(e.getMessage() + "\nNothing was done; `baton verify` tells more.");
        } catch (StoreUnavailableException | LogFileException | IllegalStateException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandException.failed(String.valueOf(e));
        } catch (UncheckedIOException e) {
            throw CommandException.failed(e.getMessage() + ": " + e.getCause());
        }
    }

    abstract int work(StoreLocation location) throws IOException;

    /** Where a node keeps its files when this is its store. */
    final Path nodeFolder(StoreLocation location) {
        return location instanceof StoreLocation.Folder(var folder) ? folder : workspace.resolve(".baton");
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final Progress progress(String what, long total) {
        return Progress.of(spec.commandLine().getErr(), what, total);
    }

    /** Prints the document for programs; {@code true} when that is all that is wanted. */
    final boolean printed(Json document) {
        if (json) {
            out().println(document.write());
        }
        return json;
    }

    static String shown(StoreLocation location) {
        return switch (location) {
            case StoreLocation.Folder(var folder) -> Home.shown(folder);
            case StoreLocation.Database database -> database.toString();
        };
    }
}
