package dev.baton.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What a server is started with.
 *
 * @param address to bind; without configured identity only a loopback address is accepted
 * @param port to listen on; 0 takes a free one
 * @param workspace the directory of definitions
 * @param data the directory of the store, created when missing
 * @param config values for {@code ${config.NAME}}; before the environment
 * @param secrets values for {@code ${secret.NAME}}; after the environment
 */
public record ServerOptions(
        String address, int port, Path workspace, Path data, Map<String, String> config, Map<String, String> secrets) {
    public static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> LOOPBACK_NAMES = Set.of(LOOPBACK, "localhost");

    public ServerOptions {
        config = Map.copyOf(config);
        secrets = Map.copyOf(secrets);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(port + " is not a port; choose one from 1 to 65535");
        }
        if (!LOOPBACK_NAMES.contains(address)) {
            throw new IllegalArgumentException("Baton does not listen on " + address
                    + ": without configured identity anybody who reached it could act as anybody, so it binds "
                    + LOOPBACK + " only.");
        }
    }

    /** Names what is secret, never its value. */
    @Override
    public String toString() {
        return "ServerOptions[" + address + ":" + port + ", workspace " + workspace + ", data " + data + ", config "
                + config.keySet() + ", secrets " + secrets.keySet() + "]";
    }
}
