package dev.baton.cli;

import dev.baton.json.Json;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** A command that asks a running server. */
@CommandLine.Command(mixinStandardHelpOptions = true)
abstract class ClientCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private Api api = new Api();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    final Api api() {
        return api;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** For what is not the result. */
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints the document for programs; {@code true} when that is all that is wanted. */
    final boolean printed(Json json) {
        if (api.json()) {
            out().println(json.write());
        }
        return api.json();
    }
}
