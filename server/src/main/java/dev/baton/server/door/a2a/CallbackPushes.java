package dev.baton.server.door.a2a;

import dev.baton.callback.Subscription;
import dev.baton.engine.CallbackView;
import dev.baton.engine.Callbacks;
import dev.baton.principal.Principal;
import dev.baton.server.door.Seal;
import java.util.List;
import java.util.Optional;

/** Pushes that are callbacks: durable, in order, tried again until they are taken. */
final class CallbackPushes implements Pushes {
    private final Callbacks callbacks;
    private final Optional<Seal> seal;

    CallbackPushes(Callbacks callbacks, Optional<Seal> seal) {
        this.callbacks = callbacks;
        this.seal = seal;
    }

    @Override
    public PushConfig create(String task, PushConfig wanted, Principal caller) {
        return switch (callbacks.register(task, subscription(wanted), caller)) {
            case Callbacks.Change.Made(var view) ->
                new PushConfig(Optional.of(view.id()), view.url(), Optional.empty(), wanted.authentication());
            case Callbacks.Change.NotFound ignored -> throw A2aException.taskNotFound(task);
            case Callbacks.Change.Invalid(var problem) ->
                throw A2aException.invalid("Nobody is told there: " + problem.message() + ".");
        };
    }

    /** @throws A2aException when it cannot be one */
    Subscription.Wanted subscription(PushConfig wanted) {
        try {
            return new Subscription.Wanted(wanted.id(), wanted.url(), A2aFormat.WORD, sealed(wanted));
        } catch (IllegalArgumentException e) {
            throw A2aException.invalid("The push notification config does not fit: " + e.getMessage() + ".");
        }
    }

    private Optional<String> sealed(PushConfig wanted) {
        return PushSecrets.of(wanted)
                .map(secrets -> seal.map(it -> it.seal(secrets))
                        .orElseThrow(() -> A2aException.invalid("Tokens and credentials cannot be kept here: the"
                                + " workspace has no seal for them in callbacks.yaml.")));
    }

    @Override
    public List<PushConfig> list(String task) {
        return ofThisDoor(task)
                .map(view -> new PushConfig(Optional.of(view.id()), view.url(), Optional.empty(), Optional.empty()))
                .toList();
    }

    private java.util.stream.Stream<CallbackView> ofThisDoor(String task) {
        return callbacks.list(task).stream().filter(view -> view.format().equals(A2aFormat.WORD));
    }

    @Override
    public void delete(String task, String id, Principal caller) {
        if (ofThisDoor(task).anyMatch(view -> view.id().equals(id))) {
            // whoever deleted it in between did what was wanted
            var ignored = callbacks.remove(task, id, caller);
        }
    }
}
