package dev.baton.cli;

import dev.baton.json.Json;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets desktop clients, which start a program and speak with it, use a running server. */
@Command(
        name = "mcp",
        description = "Speak the Model Context Protocol on standard input and output, for a running server.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example, in the configuration of a desktop client:",
            "  {\"mcpServers\": {\"baton\": {\"command\": \"/path/to/baton\", \"args\": [\"mcp\"]}}}",
            "A bearer token is taken from the environment variable BATON_TOKEN."
        })
final class McpCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:BATON_URL:-http://127.0.0.1:8080}",
            description = "Where the server is (default: BATON_URL, else http://127.0.0.1:8080).")
    private String url = "";

    @Option(
            names = "--as",
            paramLabel = "PERSONA",
            description = "Act as this persona of the workspace (default: developer).")
    private Optional<String> persona = Optional.empty();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        return bridge(System.in, System.out);
    }

    /** Speaks until the input ends. */
    int bridge(InputStream in, PrintStream out) throws InterruptedException {
        var err = spec.commandLine().getErr();
        try (var bridge = new McpBridge(
                url,
                persona,
                Optional.ofNullable(System.getenv("BATON_TOKEN")),
                message -> line(out, message),
                text -> {
                    err.println("baton: " + text);
                    err.flush();
                })) {
            if (!bridge.isThere()) {
                throw CommandException.unusable("No Baton server answers at " + url
                        + "; start one with `baton demo` or `baton start`, or say where it is with --url.");
            }
            bridge.run(in);
        }
        return 0;
    }

    /** One message is one line, and nothing else is ever written there. */
    private static void line(PrintStream out, Json message) {
        var bytes = (message.write() + "\n").getBytes(StandardCharsets.UTF_8);
        // one call, which the stream keeps whole among threads
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
