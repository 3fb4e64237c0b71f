package dev.baton.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server that is to be there while a candidate is measured. */
public interface Companion {

    /** For who needs none. */
    Companion NONE = folder -> new Running() {
        @Override
        public List<String> options() {
            return List.of();
        }

        @Override
        public void close() {
            // there is nothing to end
        }
    };

    /**
     * Starts it without contents.
     *
     * @param folder for its files
     */
    Running start(Path folder) throws IOException, InterruptedException;

    /** A server that is there. */
    interface Running extends AutoCloseable {
        /** Options for the JVM of the measured process, by which it finds the server. */
        List<String> options();

        @Override
        void close() throws IOException;
    }

    /** A server that cannot be had on this machine; the message says why, in a sentence. */
    final class MissingException extends IOException {
        private static final long serialVersionUID = 1L;

        public MissingException(String message) {
            super(message);
        }
    }
}
