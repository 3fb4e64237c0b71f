package dev.baton.server.wiring;

import dev.baton.callback.Receivers.Receiver;
import dev.baton.workspace.DefinitionKind;
import dev.baton.workspace.Diagnostic;
import dev.baton.workspace.Settings;
import dev.baton.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server would not start without: the settings that the files of callbacks and people refer to. {@code baton
 * check} tells all of it at once, by place, before a start stops at the first.
 */
final class Unset {
    private static final String CALLBACKS = "callbacks";
    private static final String PEOPLE = "people";

    private final Workspace workspace;
    private final Settings settings;
    private final List<Diagnostic> found = new ArrayList<>();

    private Unset(Workspace workspace, Settings settings) {
        this.workspace = workspace;
        this.settings = settings;
    }

    /** Never with a value of a setting. */
    static List<Diagnostic> in(Workspace workspace, Settings settings) {
        var unset = new Unset(workspace, settings);
        unset.lookAtCallbacks();
        unset.lookAtCredentials();
        return List.copyOf(unset.found);
    }

    private void lookAtCallbacks() {
        for (var receiver : workspace.callbacks().all()) {
            attempt(DefinitionKind.CALLBACKS, CALLBACKS, "/receivers/" + receiver.name(), () -> open(receiver));
        }
        workspace
                .callbacks()
                .seal()
                .ifPresent(seal -> attempt(DefinitionKind.CALLBACKS, CALLBACKS, "/seal", () -> settings.resolve(seal)));
    }

    private void open(Receiver receiver) {
        OpenReceiver.of(receiver, settings::resolve);
    }

    private void lookAtCredentials() {
        var credentials = workspace.people().credentials();
        credentials
                .keys()
                .forEach((id, key) ->
                        attempt(DefinitionKind.PEOPLE, PEOPLE, "/keys/" + id, () -> settings.resolve(key)));
        credentials.oidc().ifPresent(oidc -> {
            attempt(DefinitionKind.PEOPLE, PEOPLE, "/oidc/issuer", () -> settings.resolve(oidc.issuer()));
            attempt(DefinitionKind.PEOPLE, PEOPLE, "/oidc/audience", () -> settings.resolve(oidc.audience()));
        });
    }

    private void attempt(DefinitionKind kind, String id, String pointer, Runnable use) {
        try {
            use.run();
        } catch (IllegalArgumentException e) {
            var reason = e.getMessage() + "; a server does not start without it";
            found.add(workspace.sources().diagnostic(kind, id, pointer, reason));
        }
    }
}
