package dev.baton.cli;

import dev.baton.server.ServerOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a workspace. */
@Command(
        name = "start",
        description = "Serve a workspace on this machine.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without configured identity everybody who reaches the server may act as anybody, so it listens on"
                    + " 127.0.0.1 only.",
            "The store is the folder .baton in the workspace unless --data or --store says otherwise.",
            "Example:",
            "  baton start --workspace shop --config BACKOFFICE_URL=http://127.0.0.1:8081 --secrets shop.secrets"
        })
final class StartCommand implements Callable<Integer> {
    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The folder of definitions (default: the current one).")
    private Path workspace = Path.of("");

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "Default: 8080.")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = ServerOptions.LOOPBACK,
            description = "The address to listen on; loopback only, so far (default: 127.0.0.1).")
    private String address = "";

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(
            names = "--config",
            paramLabel = "NAME=VALUE",
            description = "A value for $${config.NAME} in connection files; repeat for more. Else the environment's.")
    private Map<String, String> config = Map.of();

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            description = "A file of NAME=VALUE lines for $${secret.NAME}, where the environment has none.")
    private Optional<Path> secrets = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        var location = store.location(workspace.resolve(".baton"), System.getenv());
        var server =
                Serving.start(Serving.options(address, port, workspace, location, Serving.settings(config, secrets)));
        Serving.untilTheEnd(server);
        return 0;
    }
}
