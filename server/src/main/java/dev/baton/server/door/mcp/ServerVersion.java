package dev.baton.server.door.mcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Baton this is. */
final class ServerVersion {
    private static final String FILE = "/dev/baton/version.properties";

    private ServerVersion() {}

    static String read() {
        var properties = new Properties();
        try (var file = ServerVersion.class.getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
