package dev.baton.cli;

import dev.baton.server.BatonServer;
import dev.baton.server.StoreLocation;
import dev.baton.workspace.Settings;
import dev.baton.workspace.WorkspaceLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything at once, to look at. */
@Command(
        name = "demo",
        description =
                "Start the back office of a made-up shop and a Baton server that works on it. Needs no account, no"
                        + " key and no network, but takes a model where there is one.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String TOKEN = "BACKOFFICE_TOKEN";
    private static final String DEFAULT_TOKEN = "backoffice-demo";

    /** With what the demo's carrier signs: "the demo's carrier signs" in base 64, for everybody to try. */
    private static final Map<String, String> SAMPLE_SECRETS =
            Map.of(TOKEN, DEFAULT_TOKEN, "CARRIER_SECRET", "whsec_dGhlIGRlbW8ncyBjYXJyaWVyIHNpZ25z");

    /** The orders of the story were delivered a few days before the data begins, and claims end after 30. */
    private static final Duration STALE = Duration.ofDays(25);

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "The folder of definitions (default: the shop in examples/shop).")
    private Optional<Path> workspace = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The server's port; the back office takes the next one (default: 8080).")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where both keep their data (default: .baton/demo, of the workspace that --workspace names).")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--fresh", description = "Forget what was done before and start with new data.")
    private boolean fresh;

    @Option(
            names = "--model",
            paramLabel = "URL",
            description = "Let a model talk and plan: any address that is compatible with OpenAI's, such as"
                    + " http://127.0.0.1:11434/v1. Its key, if it needs one, is taken from MODEL_API_KEY. Without this"
                    + " option a key in OPENAI_API_KEY, ANTHROPIC_API_KEY or GEMINI_API_KEY does the same.")
    private Optional<String> modelUrl = Optional.empty();

    @Option(
            names = "--model-name",
            paramLabel = "NAME",
            description = "Which model of that provider (default: the first that it lists).")
    private Optional<String> modelName = Optional.empty();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        var folder = workspace.orElseGet(() -> Home.folder().resolve("examples/shop"));
        var store = data.or(() -> workspace.map(own -> own.resolve(".baton/demo")))
                .orElseGet(() -> Home.folder().resolve(".baton/demo"));
        var environment = Serving.environmentOr(SAMPLE_SECRETS);
        var backOfficePort = port + 1;
        // the shop sends no mail, and should not fail because something else has that port
        var mailPort = workspace.isPresent() ? OptionalInt.of(port + 2) : OptionalInt.empty();
        var backOfficeData = store.resolve("backoffice").toAbsolutePath();
        var settings = Settings.of(
                Map.of(
                        "BACKOFFICE_URL",
                        "http://127.0.0.1:" + backOfficePort,
                        "BACKOFFICE_MAIL_URL",
                        "smtp://127.0.0.1:" + (port + 2),
                        "BACKOFFICE_DATA",
                        backOfficeData.toString()),
                environment);
        var options =
                Serving.options("127.0.0.1", port, folder, new StoreLocation.Folder(store.resolve("server")), settings);
        var model = DemoModel.choose(modelUrl, modelName, environment, folder);
        var served =
                model.map(chosen -> options.withModels(chosen.definition())).orElse(options);
        Serving.mustBeFree(port, "stop that one, or choose another port with --port.");
        Serving.mustBeFree(
                backOfficePort, "the back office needs the port after the server's, so choose another with --port.");
        if (fresh) {
            delete(store.resolve("server"));
        }
        var backOffice = BackOffice.start(
                backOfficePort, mailPort, backOfficeData, environment.getOrDefault(TOKEN, DEFAULT_TOKEN), fresh);
        BatonServer server;
        Instant began;
        try {
            began = backOffice.awaitHealthy();
            server = Serving.start(served);
        } catch (InterruptedException | RuntimeException e) {
            backOffice.close();
            throw e;
        }
        if (workspace.isPresent()) {
            Welcome.to(
                    WorkspaceLoader.load(folder).workspace(), spec.commandLine().getOut(), server.url());
        } else {
            welcome(spec.commandLine().getOut(), server.url());
        }
        old(spec.commandLine().getOut(), began);
        model.ifPresent(chosen -> spec.commandLine().getOut().println(chosen.line()));
        spec.commandLine().getOut().flush();
        Serving.untilTheEnd(server, backOffice);
        return 0;
    }

    private static void welcome(PrintWriter out, String url) {
        out.println("""

                Baton is ready, with a made-up shop behind it. Ctrl-C ends both.

                  Chat as a customer      %1$s/chat         (you are CUS-0001 there)
                  Decide as Lena          %1$s/approvals    (she confirms larger refunds)
                  Watch what is done      %1$s/runs

                Say to the assistant, for example:
                  My order ORD-100234 arrived broken and I would like a refund.
                  Where is my order ORD-100234?
                  How long can I return something?

                Or from another terminal:
                  echo '{"customerId": "CUS-0001", "orderId": "ORD-100235", "issue": "damaged", "wish": "refund"}' |
                    ./baton submit damaged-order --input - --wait --url %1$s
                """.formatted(url));
        out.flush();
    }

    private static void old(PrintWriter out, Instant began) {
        if (began.plus(STALE).isBefore(Instant.now())) {
            out.println("The shop's data is of "
                    + began.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10)
                    + ", so its orders are too old for claims by now; --fresh starts with new ones.");
        }
        out.flush();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
