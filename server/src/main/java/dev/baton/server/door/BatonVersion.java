package dev.baton.server.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote beside the classes, for protocols in which a server tells its own. */
public final class BatonVersion {
    private static final String FILE = "/dev/baton/version.properties";

    private BatonVersion() {}

    public static String read() {
        var properties = new Properties();
        try (var file = BatonVersion.class.getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the build's own " + FILE + " cannot be read", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
