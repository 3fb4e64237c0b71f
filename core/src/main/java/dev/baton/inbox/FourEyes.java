package dev.baton.inbox;

import dev.baton.principal.Principal;
import java.util.List;
import java.util.Optional;

/** Who asks does not approve, and nobody approves twice, in whosever name. */
public final class FourEyes {
    private FourEyes() {}

    /** Who of those that act asked for it, themselves or through somebody. */
    public static Optional<Principal> whoAsked(Principal requester, Principal acting) {
        return chain(acting).stream().filter(one -> isAmong(one, requester)).findFirst();
    }

    /** Who of those that act has voted, themselves or by a deputy. */
    public static Optional<Principal> whoVoted(List<Principal> voters, Principal acting) {
        return chain(acting).stream()
                .filter(one -> voters.stream().anyMatch(voter -> isAmong(one, voter)))
                .findFirst();
    }

    private static boolean isAmong(Principal one, Principal other) {
        return chain(other).stream().anyMatch(one::isSameActor);
    }

    private static List<Principal> chain(Principal principal) {
        return java.util.stream.Stream.iterate(
                        Optional.of(principal), Optional::isPresent, it -> it.flatMap(Principal::onBehalfOf))
                .flatMap(Optional::stream)
                .toList();
    }
}
