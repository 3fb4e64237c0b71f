package dev.baton.engine;

import dev.baton.handoff.Contract;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import java.util.List;
import java.util.Optional;

/**
 * Identity fields of a contract. Their value is whom the requester acts for; only who has the right to act for others
 * may name somebody, and then the handoff is on that customer's behalf.
 */
final class TrustedFields {
    private TrustedFields() {}

    /** The input with its identity fields, and the requester with whom it acts for. */
    sealed interface Filling {
        record Filled(Json.Obj input, Principal requester) implements Filling {}

        record Refused(Submission submission) implements Filling {}
    }

    static Filling fill(Contract contract, HandoffRequest request) {
        if (!(request.input() instanceof Json.Obj input)) {
            var problem = new Problem(
                    "", "expected an object but found " + request.input().kind());
            return new Filling.Refused(new Submission.Invalid(List.of(problem)));
        }
        Filling filling = new Filling.Filled(input, request.requester());
        for (var field : contract.trustedFields()) {
            if (filling instanceof Filling.Filled filled) {
                filling = fill(field, filled);
            }
        }
        return filling;
    }

    private static Filling fill(String field, Filling.Filled so) {
        var given = so.input().textAt(field);
        var requester = so.requester();
        var known = knownSubject(requester);
        if (known.isPresent()) {
            var id = known.get().id();
            return given.isPresent() && !given.get().equals(id)
                    ? refused("'" + field + "' is an identity: " + requester.chain() + " cannot submit for another")
                    : new Filling.Filled(so.input().with(field, id), requester);
        }
        if (!requester.has(Principal.ACT_FOR)) {
            return refused("'" + field + "' is an identity, and " + requester.reference()
                    + " has no right to act for others (role " + Principal.ACT_FOR + ")");
        }
        return given.filter(id -> !id.isBlank())
                .<Filling>map(id ->
                        new Filling.Filled(so.input(), requester.actingFor(Principal.of(Principal.Kind.CUSTOMER, id))))
                .orElseGet(() -> missing(field));
    }

    private static Optional<Principal> knownSubject(Principal requester) {
        return requester.onBehalfOf().isPresent() || requester.kind() == Principal.Kind.CUSTOMER
                ? Optional.of(requester.subject())
                : Optional.empty();
    }

    private static Filling refused(String message) {
        return new Filling.Refused(new Submission.NotAllowed(message));
    }

    private static Filling missing(String field) {
        var problem = new Problem("/" + field, "'" + field + "' is missing");
        return new Filling.Refused(new Submission.Invalid(List.of(problem)));
    }
}
