package dev.baton.server;

import java.util.List;

/** What becomes of the wish that something be always allowed: a change of a policy file, proposed to a person. */
public sealed interface AlwaysAllow {

    /**
     * A change to look at. Nothing is changed by it: it is put into the workspace by hand, as any other.
     *
     * @param file relative to the workspace
     * @param text of the whole file as it would be
     * @param diff in the unified form
     * @param rule as {@code policy/rule}
     * @param notes what has to be looked at first
     * @param failures tests of the policy that would come out otherwise than they say, and what does not compile
     */
    record Proposed(String file, String text, String diff, String rule, List<String> notes, List<String> failures)
            implements AlwaysAllow {}

    record NotFound(String message) implements AlwaysAllow {}

    record NotPossible(String message) implements AlwaysAllow {}
}
