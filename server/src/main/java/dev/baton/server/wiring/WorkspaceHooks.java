package dev.baton.server.wiring;

import dev.baton.json.Json;
import dev.baton.server.door.hook.Hook;
import dev.baton.trigger.TriggerDefinition;
import dev.baton.workspace.DefinitionKind;
import dev.baton.workspace.Diagnostic;
import dev.baton.workspace.Settings;
import dev.baton.workspace.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The triggers of a workspace at their doors, with the secrets that their files refer to. */
final class WorkspaceHooks {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceHooks.class);

    private WorkspaceHooks() {}

    /** A trigger whose secret is not there stays closed, and everything else goes on. */
    static List<Hook> open(Workspace workspace, Settings settings) {
        var hooks = of(workspace, settings);
        warnings(workspace, hooks).forEach(warning -> LOG.warn("{}", warning));
        return hooks;
    }

    static List<Hook> of(Workspace workspace, Settings settings) {
        return workspace.triggers().values().stream()
                .map(trigger -> Hook.of(trigger, settings::resolve))
                .toList();
    }

    /** Which triggers take nothing, and which are not safe by themselves: no mistake in a file, but to be known. */
    static List<Diagnostic> warnings(Workspace workspace, Collection<Hook> hooks) {
        return Stream.concat(
                        hooks.stream().flatMap(hook -> closed(workspace, hook).stream()), unsafe(workspace).stream())
                .toList();
    }

    /** What can be said without any settings. */
    static List<Diagnostic> unsafe(Workspace workspace) {
        return workspace.triggers().values().stream()
                .flatMap(trigger -> Hook.warning(trigger).stream()
                        .map(warning -> at(workspace, trigger, "/source/verify", warning)))
                .toList();
    }

    private static Optional<Diagnostic> closed(Workspace workspace, Hook hook) {
        return switch (hook) {
            case Hook.Open ignored -> Optional.empty();
            case Hook.Closed(var trigger, var reason) ->
                Optional.of(at(
                        workspace,
                        trigger,
                        "/source/secret",
                        "the trigger is closed, and answers 503 until this is mended: " + reason));
        };
    }

    private static Diagnostic at(Workspace workspace, TriggerDefinition trigger, String pointer, String message) {
        return workspace.sources().diagnostic(DefinitionKind.TRIGGER, trigger.name(), pointer, message);
    }

    /** The triggers as the API and the command line show them. */
    static Json form(Collection<Hook> hooks) {
        return Json.array(hooks.stream().map(WorkspaceHooks::form).toList());
    }

    private static Json form(Hook hook) {
        var form = form(hook.definition());
        return switch (hook) {
            case Hook.Open ignored -> form.with("status", "open");
            case Hook.Closed(var ignored, var reason) ->
                form.with("status", "closed").with("reason", reason);
        };
    }

    /** The same where nothing is known of settings. */
    static Json.Obj form(TriggerDefinition trigger) {
        var form = Json.object("name", Json.text(trigger.name()))
                .with("type", "webhook")
                .with("path", Hook.path(trigger))
                .with("verify", trigger.source().verification().word())
                .with("form", trigger.source().form().word())
                .with("start", trigger.start());
        if (trigger.when().isPresent()) {
            form = form.with("when", trigger.when().get());
        }
        return trigger.dedupe().isPresent()
                ? form.with("dedupe", trigger.dedupe().get())
                : form;
    }
}
