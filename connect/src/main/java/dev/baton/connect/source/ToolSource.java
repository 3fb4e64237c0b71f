package dev.baton.connect.source;

import java.util.Optional;

/** One connection of a certain type, able to be asked for its tools again and again. */
public interface ToolSource extends AutoCloseable {

    /**
     * Asks the system (or reads the file) what it offers.
     *
     * @throws ConnectionException when nothing can be said about any tool; the reason is fit to be shown
     */
    LoadedTools load() throws ConnectionException, InterruptedException;

    /** Why its system could not be reached at the last call; empty when it could, or nothing was tried. */
    Optional<String> trouble();

    /** Calls that are under way are given up. */
    @Override
    void close();
}
