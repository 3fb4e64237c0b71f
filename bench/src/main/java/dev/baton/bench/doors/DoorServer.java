package dev.baton.bench.doors;

import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelsDefinition;
import dev.baton.server.BatonServer;
import dev.baton.server.ServerOptions;
import dev.baton.server.StoreLocation;
import dev.baton.workspace.Settings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The process of the measured server: {@code FOLDER [MODEL-URL]}. Says where it listens, then answers each line of its
 * input with the memory that is in use after a collection; ends with its input.
 */
public final class DoorServer {
    static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static final int MOST_STREAMS = 10_000;

    private DoorServer() {}

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        var model = args.length > 1 ? Optional.of(args[1]) : Optional.<String>empty();
        var options = new ServerOptions(
                ServerOptions.LOOPBACK,
                0,
                DoorWorkspace.write(folder.resolve("workspace")),
                new StoreLocation.Folder(folder.resolve("data")),
                Settings.of(Map.of(), Map.of("SCANNER", SECRET)),
                model.map(DoorServer::models));
        try (var server = BatonServer.start(options)) {
            System.out.println(server.url());
            while (System.in.read() >= 0) {
                System.out.println(used());
            }
        }
    }

    private static ModelsDefinition models(String url) {
        var model = ModelDefinition.of(
                        "dripping",
                        ModelDefinition.Provider.OPENAI_COMPATIBLE,
                        "any",
                        Optional.of(url),
                        Optional.empty())
                // a stream that waits for another one's end would be counted as delay of its sentences
                .withConcurrency(MOST_STREAMS);
        return ModelsDefinition.of(model);
    }

    private static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
