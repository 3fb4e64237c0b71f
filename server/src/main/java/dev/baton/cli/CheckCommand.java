package dev.baton.cli;

import dev.baton.json.Json;
import dev.baton.server.wiring.WorkspaceCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says everything that is wrong with a workspace. */
@Command(
        name = "check",
        description = "Check the definition files of a workspace; unless --offline also against the systems they name:"
                + " connections, plans, policies and the policies' tests.",
        mixinStandardHelpOptions = true,
        footer = {"", "The exit code is 0 only when nothing is wrong."})
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", defaultValue = ".", description = "The workspace (default: the current folder).")
    private Path folder = Path.of("");

    @Option(names = "--offline", description = "Look at the files only and connect to nothing.")
    private boolean offline;

    @Option(names = "--json", description = "Print the workspace and its problems as JSON.")
    private boolean json;

    @Option(names = "--config", paramLabel = "NAME=VALUE", description = "As for `baton start`.")
    private Map<String, String> config = Map.of();

    @Option(names = "--secrets", paramLabel = "FILE", description = "As for `baton start`.")
    private Optional<Path> secrets = Optional.empty();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        // what would be logged is among the problems already
        System.setProperty("baton.log", "OFF");
        var check = offline
                ? WorkspaceCheck.offline(folder)
                : WorkspaceCheck.connected(folder, Serving.settings(config, secrets));
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    check.document().with("warnings", Json.texts(words(check))).write());
        } else {
            check.problems().forEach(out::println);
            check.warnings().forEach(warning -> out.println("warning: " + warning));
            check.ofNoUse().forEach(warning -> out.println("warning: " + warning));
            connections(out, check.document());
            models(out, check.document());
            triggers(out, check.document());
            out.println(verdict(check));
        }
        return check.problems().isEmpty() ? 0 : CommandException.FAILED;
    }

    private static List<String> words(WorkspaceCheck check) {
        return Stream.concat(check.warnings().stream(), check.ofNoUse().stream())
                .map(Object::toString)
                .toList();
    }

    private String verdict(WorkspaceCheck check) {
        var found = check.problems().size();
        var depth = offline ? " (files only; leave --offline out to check against the systems)" : "";
        var unchecked = check.warnings().isEmpty()
                ? ""
                : "; what rests on a connection that is down was not checked (start its system, or give its settings)";
        return Home.shown(folder) + (found == 0 ? ": no problems" : ": " + Serving.counted(found)) + depth + unchecked;
    }

    private static void connections(PrintWriter out, Json document) {
        for (var connection : Output.list(document, "connections")) {
            out.println(Output.text(connection, "name") + "  " + Output.text(connection, "status") + "  "
                    + Output.text(connection, "url"));
            for (var tool : Output.list(connection, "tools")) {
                tool(out, document, tool);
            }
        }
    }

    private static void models(PrintWriter out, Json document) {
        for (var model : Output.list(document, "models")) {
            var roles = Output.list(model, "roles").stream()
                    .flatMap(role -> role.asText().stream())
                    .toList();
            out.println("model " + Output.text(model, "name") + "  " + Output.text(model, "model") + " of "
                    + Output.text(model, "provider") + "  "
                    + (roles.isEmpty() ? "no role" : String.join(", ", roles))
                    + (model.get("priced").equals(Optional.of(Json.Bool.TRUE)) ? "" : "  unpriced"));
        }
        var prompts = Output.list(document, "prompts").stream()
                .flatMap(name -> name.asText().stream())
                .toList();
        if (!prompts.isEmpty()) {
            out.println("prompts of its own: " + String.join(", ", prompts));
        }
    }

    private static void triggers(PrintWriter out, Json document) {
        for (var trigger : Output.list(document, "triggers")) {
            out.println("trigger " + Output.text(trigger, "name") + "  POST " + Output.text(trigger, "path")
                    + "  verified by " + Output.text(trigger, "verify") + "  starts " + Output.text(trigger, "start")
                    + trigger.textAt("status").map(status -> "  " + status).orElse(""));
        }
    }

    private static void tool(PrintWriter out, Json document, Json tool) {
        var name = Output.text(tool, "name");
        var details = new ArrayList<String>();
        details.add(tool.get("access").isPresent() ? Output.text(tool, "access") : "unavailable");
        tool.textAt("idempotency").ifPresent(details::add);
        tool.textAt("once").ifPresent(key -> details.add("once " + key));
        out.println("  " + name + "  " + String.join("; ", details));
        tool.textAt("note").ifPresent(note -> out.println("    " + note));
        var callers = callers(document, name);
        if (!callers.isEmpty()) {
            out.println("    for " + String.join(", ", callers));
        }
        for (var policy : Output.list(document, "policies")) {
            var rules = rules(policy, name);
            if (!rules.isEmpty()) {
                out.println("    " + Output.text(policy, "name") + ": " + String.join(", ", rules));
            }
        }
    }

    private static List<String> callers(Json document, String tool) {
        var callers = new ArrayList<String>();
        for (var kind : List.of("agent", "assistant")) {
            Output.list(document, kind + "s").stream()
                    .filter(caller -> Output.list(caller, "tools").contains(Json.text(tool)))
                    .forEach(caller -> callers.add(kind + " " + Output.text(caller, "name")));
        }
        return callers;
    }

    private static List<String> rules(Json policy, String tool) {
        return Output.list(policy, "rules").stream()
                .filter(rule -> Output.list(rule, "tools").contains(Json.text(tool)))
                .map(rule -> Output.text(rule, "decision") + " " + Output.text(rule, "id"))
                .toList();
    }
}
