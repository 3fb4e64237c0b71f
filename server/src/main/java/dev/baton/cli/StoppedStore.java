package dev.baton.cli;

import dev.baton.engine.Erasures;
import dev.baton.event.StoreUnavailableException;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.principal.Principal;
import dev.baton.server.StoreLocation;
import dev.baton.server.wiring.Stores;
import java.nio.file.Path;
import java.time.InstantSource;

/** What the command line does to a store on which no server is running. */
final class StoppedStore {
    private StoppedStore() {}

    /** Erases as whoever is logged in to this machine, who could also delete the files. */
    static Json erase(Path folder, String subject, boolean preview) {
        var operator = Principal.of(Principal.Kind.PERSON, System.getProperty("user.name", "unknown"), "operator");
        try (var stores = Stores.openExisting(new StoreLocation.Folder(folder))) {
            var erasures = Erasures.in(stores.log(), stores.views(), InstantSource.system());
            return switch (preview ? erasures.preview(subject, operator) : erasures.erase(subject, operator)) {
                case Erasures.Outcome.Done done -> JsonMapping.toJson(done).without("kind");
                case Erasures.Outcome.NotAllowed(var message) -> throw CommandException.failed(message);
                case Erasures.Outcome.Invalid(var message) -> throw CommandException.unusable(message);
            };
        } catch (StoreUnavailableException | IllegalStateException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }
}
