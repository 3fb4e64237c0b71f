package dev.baton.server.fake;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** The programs of this machine. */
public final class Programs {
    private Programs() {}

    public static boolean areThere(String... names) {
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        return Arrays.stream(names)
                .allMatch(name -> Stream.of(folders).anyMatch(folder -> Files.isExecutable(Path.of(folder, name))));
    }
}
