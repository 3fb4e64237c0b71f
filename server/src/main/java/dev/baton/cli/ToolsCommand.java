package dev.baton.cli;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.server.wiring.WorkspaceCheck;
import dev.baton.server.wiring.WorkspaceTools;
import dev.baton.workspace.LoadedWorkspace.WorkspaceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The tools of a workspace: what there is, what a read answers, and what a server is accepted to offer. */
@Command(
        name = "tools",
        description = "List the tools of a workspace as their systems offer them now; call a read; accept what an MCP"
                + " server says of its tools.",
        mixinStandardHelpOptions = true,
        subcommands = {ToolsCommand.CallCommand.class, ToolsCommand.AcceptCommand.class})
final class ToolsCommand implements Callable<Integer> {
    @Mixin
    private Place place = new Place();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Which workspace, with which settings. */
    static final class Place {
        @Option(
                names = "--workspace",
                paramLabel = "DIR",
                defaultValue = ".",
                description = "The workspace (default: the current folder).")
        private Path folder = Path.of("");

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Option(names = "--config", paramLabel = "NAME=VALUE", description = "As for `baton start`.")
        private Map<String, String> config = Map.of();

        @Option(names = "--secrets", paramLabel = "FILE", description = "As for `baton start`.")
        private Optional<Path> secrets = Optional.empty();

        private WorkspaceTools tools() {
            // what would be logged is told by the commands
            System.setProperty("baton.log", "OFF");
            try {
                return WorkspaceTools.of(folder, Serving.settings(config, secrets));
            } catch (WorkspaceException e) {
                throw CommandException.unusable(e.getMessage() + "\n`baton check` tells more");
            }
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        System.setProperty("baton.log", "OFF");
        var check = WorkspaceCheck.connected(place.folder, Serving.settings(place.config, place.secrets));
        var out = spec.commandLine().getOut();
        if (place.json) {
            out.println(check.document().get("connections").orElse(Json.array()).write());
            return 0;
        }
        var rows = new ArrayList<List<String>>();
        for (var connection : Output.list(check.document(), "connections")) {
            for (var tool : Output.list(connection, "tools")) {
                rows.add(row(connection, tool));
            }
        }
        Output.table(out, List.of("TOOL", "EFFECT", "TYPE", "WHAT"), rows);
        return 0;
    }

    private static List<String> row(Json connection, Json tool) {
        var what = tool.textAt("problem")
                .map(problem -> "unavailable: " + problem)
                .orElse(Output.text(tool, "description"));
        return List.of(
                Output.text(tool, "name"),
                tool.textAt("access").orElse("?"),
                Output.text(connection, "type"),
                what.length() > 90 ? what.substring(0, 89) + "…" : what);
    }

    @Command(
            name = "call",
            description =
                    "Call a read and print what it answers. Writes are refused: they are for agents, under a policy.",
            mixinStandardHelpOptions = true)
    static final class CallCommand implements Callable<Integer> {
        @Mixin
        private Place place = new Place();

        @Parameters(paramLabel = "NAME", description = "The tool, as in orders.get.")
        private String name = "";

        @Option(
                names = "--input",
                paramLabel = "JSON",
                defaultValue = "{}",
                description = "Its arguments (default: {}).")
        private String input = "{}";

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            try {
                var called = place.tools().call(name, arguments());
                spec.commandLine()
                        .getOut()
                        .println(
                                called.done() || place.json
                                        ? called.answer().write()
                                        : called.answer().asText().orElse(""));
                return called.done() ? 0 : CommandException.FAILED;
            } catch (IllegalArgumentException e) {
                throw CommandException.unusable(String.valueOf(e.getMessage()));
            }
        }

        private Json.Obj arguments() {
            try {
                return Json.parse(input).asObject();
            } catch (JsonException e) {
                throw CommandException.unusable("--input is not a JSON object: " + e.getMessage());
            }
        }
    }

    @Command(
            name = "accept",
            description = "Accept what an MCP server says of its tools now, as digests in tools.lock. Until then, and"
                    + " whenever it says something else, its tools are not called.",
            mixinStandardHelpOptions = true)
    static final class AcceptCommand implements Callable<Integer> {
        @Mixin
        private Place place = new Place();

        @Parameters(paramLabel = "CONNECTION", description = "The connection.")
        private String connection = "";

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            try {
                var digests = place.tools().accept(connection);
                var out = spec.commandLine().getOut();
                if (place.json) {
                    out.println(Json.of(digests).write());
                } else {
                    digests.forEach((tool, digest) ->
                            out.println("accepted " + connection + "." + tool + "  " + digest.substring(0, 12)));
                }
                return 0;
            } catch (IllegalArgumentException e) {
                throw CommandException.unusable(String.valueOf(e.getMessage()));
            }
        }
    }
}
