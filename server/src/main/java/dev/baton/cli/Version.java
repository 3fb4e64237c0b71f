package dev.baton.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine;

/** The version that the build wrote beside the classes. */
final class Version implements CommandLine.IVersionProvider {
    private static final String FILE = "/dev/baton/version.properties";

    @Override
    public String[] getVersion() throws IOException {
        var properties = new Properties();
        try (var file = Version.class.getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        }
        return new String[] {
            "Baton " + properties.getProperty("version", "of an unknown version") + " on Java " + Runtime.version()
        };
    }
}
