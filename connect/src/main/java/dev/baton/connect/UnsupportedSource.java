package dev.baton.connect;

import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.LoadedTools;
import dev.baton.connect.source.ToolSource;
import dev.baton.json.Fields;
import java.util.List;
import java.util.Optional;

/** Stands in for a connection of a type that nobody knows, so that it is shown with the reason. */
record UnsupportedSource(String type, List<String> known) implements ToolSource {

    @Override
    public LoadedTools load() throws ConnectionException {
        throw new ConnectionException("the type '" + type + "' is not supported" + Fields.suggestion(type, known)
                + " (supported: " + String.join(", ", known) + ")");
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
