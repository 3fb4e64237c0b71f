package dev.baton.server;

import dev.baton.workspace.Settings;
import java.nio.file.Path;
import java.util.Set;

/**
 * What a server is started with.
 *
 * @param address to bind; without configured identity only a loopback address is accepted
 * @param port to listen on; 0 takes a free one
 * @param workspace the directory of definitions
 * @param store where what happened is kept
 * @param settings the values that connections refer to
 */
public record ServerOptions(String address, int port, Path workspace, StoreLocation store, Settings settings) {
    public static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> LOOPBACK_NAMES = Set.of(LOOPBACK, "localhost");

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
