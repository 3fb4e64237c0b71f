package dev.baton.connect;

import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.LoadedTools;
import dev.baton.connect.source.ToolSource;
import java.util.Optional;

/** Stands in for a connection that cannot be opened as its file says it, so that it is shown with the reason. */
record UnusableSource(String reason) implements ToolSource {

    @Override
    public LoadedTools load() throws ConnectionException {
        throw new ConnectionException(reason);
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
