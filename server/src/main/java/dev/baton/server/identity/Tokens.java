package dev.baton.server.identity;

import dev.baton.principal.Principal;
import java.util.List;

/** Tells whose a bearer token is. What is checked is never logged and stands in no message. */
public interface Tokens {

    Checked check(String token);

    /** Who issues them, as URLs; nobody for keys that were handed out by hand. */
    List<String> issuers();

    /** What a token turned out to be. */
    sealed interface Checked {
        record Of(Principal principal) implements Checked {}

        /** Not valid, or not meant for here; the reason is fit to be told. */
        record Refused(String reason) implements Checked {}

        /** Valid, but of nobody who has to do with this workspace. */
        record Stranger(String reason) implements Checked {}

        /** It cannot be found out at the moment. */
        record Unavailable(String reason) implements Checked {}
    }
}
