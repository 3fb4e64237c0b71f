package dev.baton.server.wiring;

import dev.baton.engine.Checkpoints;
import dev.baton.event.EventStore;
import dev.baton.integrity.Checkpoint;
import dev.baton.server.ServerOptions;
import dev.baton.server.StoreLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs how far the log has come, and says so where it outlives the log. */
final class Signing {
    private static final Logger LOG = LoggerFactory.getLogger(Signing.class);

    private Signing() {}

    /**
     * @throws dev.baton.event.StoreUnavailableException when the log has lost its tail, or there can be no key
     */
    static Checkpoints start(ServerOptions options, EventStore store) {
        return switch (options.store()) {
            case StoreLocation.Folder(var folder) -> {
                var files = new NodeFiles(folder);
                files.requireTail(store.position());
                yield start(files, store, checkpoint -> keep(files, checkpoint));
            }
            // others write to a database too, so what this node saw last says nothing about its tail
            case StoreLocation.Database ignored ->
                start(new NodeFiles(keyFolder(options.workspace())), store, checkpoint -> {});
        };
    }

    /** Where a node keeps its key when its store is a database. */
    static Path keyFolder(Path workspace) {
        return workspace.resolve(".baton");
    }

    private static Checkpoints start(NodeFiles files, EventStore store, Consumer<Checkpoint> keeping) {
        var key = files.key();
        LOG.info("Checkpoints are signed by {}", key.publicKey());
        return Checkpoints.start(store, key, Checkpoints.Rhythm.USUAL, InstantSource.system(), checkpoint -> {
            LOG.info("Checkpoint {}", checkpoint.point());
            keeping.accept(checkpoint);
        });
    }

    private static void keep(NodeFiles files, Checkpoint checkpoint) {
        try {
            files.keep(checkpoint);
        } catch (IOException e) {
            LOG.warn("The checkpoint stands in the log but could not be kept beside it: {}", e.toString());
        }
    }
}
