package dev.baton.bench.figures;

import dev.baton.bench.load.Load;
import dev.baton.bench.server.Companion;
import java.nio.file.Path;
import java.util.List;

/**
 * Something that can be measured on this machine.
 *
 * @param name as in the figures
 * @param main the class whose process is measured
 * @param classPath its libraries and nobody else's
 * @param options of its JVM
 * @param companion the server that it needs
 * @param loads under which it is measured
 */
record Candidate(
        String name, String main, List<String> classPath, List<String> options, Companion companion, List<Load> loads) {
    Candidate {
        classPath = List.copyOf(classPath);
        options = List.copyOf(options);
        loads = List.copyOf(loads);
    }

    Candidate(String name, String main, List<String> classPath, Companion companion, List<Load> loads) {
        this(name, main, classPath, List.of(), companion, loads);
    }

    /** What a module's build has put beside its classes. */
    static List<String> built(Path module) {
        return List.of(module.resolve("target/classes").toString(), module.resolve("target/lib") + "/*");
    }
}
