package dev.baton.cli;

import java.nio.file.Path;

/** The folder that Baton was unpacked or checked out into; the launcher says which. */
final class Home {
    private Home() {}

    static Path folder() {
        return Path.of(System.getProperty("baton.home", ".")).toAbsolutePath().normalize();
    }

    /** How to name a path to a person who stands in the current folder. */
    static String shown(Path path) {
        var here = Path.of("").toAbsolutePath();
        var absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) && !absolute.equals(here)
                ? here.relativize(absolute).toString()
                : absolute.toString();
    }
}
