package dev.baton.server;

import dev.baton.model.ModelsDefinition;
import dev.baton.workspace.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What a server is started with.
 *
 * @param address to bind; without configured identity only a loopback address is accepted
 * @param port to listen on; 0 takes a free one
 * @param workspace the directory of definitions
 * @param store where what happened is kept
 * @param settings the values that connections and models refer to
 * @param models to be used instead of the workspace's own
 */
public record ServerOptions(
        String address,
        int port,
        Path workspace,
        StoreLocation store,
        Settings settings,
        Optional<ModelsDefinition> models) {
    public static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> LOOPBACK_NAMES = Set.of(LOOPBACK, "localhost");

    /** The models of the workspace. */
    public ServerOptions(String address, int port, Path workspace, StoreLocation store, Settings settings) {
        this(address, port, workspace, store, settings, Optional.empty());
    }

    public ServerOptions withModels(ModelsDefinition others) {
        return new ServerOptions(address, port, workspace, store, settings, Optional.of(others));
    }

    public ServerOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(port + " is not a port; choose one from 1 to 65535");
        }
        if (!LOOPBACK_NAMES.contains(address)) {
            throw new IllegalArgumentException("Baton does not listen on " + address
                    + ": without configured identity anybody who reached it could act as anybody, so it binds "
                    + LOOPBACK + " only.");
        }
    }
}
