package dev.baton.connect.openapi;

import dev.baton.tool.Idempotency;
import java.util.List;
import java.util.Optional;

/** Where a request carries the idempotency key. */
sealed interface KeyPlace {
    record Nowhere() implements KeyPlace {}

    record Header(String name) implements KeyPlace {}

    /** The operation takes it as a query parameter or in its body. */
    record InArgument(String name) implements KeyPlace {}

    /** A header of that name, unless the operation takes an argument that is called so. */
    static KeyPlace of(Idempotency idempotency, List<Argument> arguments) {
        return switch (idempotency) {
            case Idempotency.Key(var parameter, var ignoredTime, var ignoredLookup) ->
                arguments.stream().anyMatch(argument -> argument.name().equals(parameter))
                        ? new InArgument(parameter)
                        : new Header(parameter);
            case Idempotency.Lookup ignored -> new Nowhere();
            case Idempotency.None ignored -> new Nowhere();
        };
    }

    default Optional<String> argument() {
        return this instanceof InArgument(var name) ? Optional.of(name) : Optional.empty();
    }
}
