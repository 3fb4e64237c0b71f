package dev.baton.connect.http;

import dev.baton.connect.source.ConnectionException;
import dev.baton.principal.Principal;
import dev.baton.tool.Access;
import java.time.Duration;
import java.util.Optional;

/**
 * The secrets of one connection.
 *
 * @param reads sent with reads
 * @param writes sent with writes
 */
public record Credentials(Issuer reads, Issuer writes) {
    public static final Credentials NONE =
            new Credentials(new Issuer.Fixed(Optional.empty()), new Issuer.Fixed(Optional.empty()));

    /** Where the secret of a call comes from. */
    public sealed interface Issuer permits Issuer.Fixed, TokenEndpoint {
        /**
         * The secret for a call that is done for somebody.
         *
         * @throws ConnectionException when none can be had; nothing was sent to the system then
         */
        Optional<Secret> secretFor(Principal principal, Duration timeout)
                throws ConnectionException, InterruptedException;

        /** The system did not accept the secret: true when another one may be had. */
        boolean renews(Principal principal);

        String hiddenIn(String text);

        /** The same for every call. */
        record Fixed(Optional<Secret> secret) implements Issuer {
            @Override
            public Optional<Secret> secretFor(Principal principal, Duration timeout) {
                return secret;
            }

            @Override
            public boolean renews(Principal principal) {
                return false;
            }

            @Override
            public String hiddenIn(String text) {
                return secret.map(known -> known.hiddenIn(text)).orElse(text);
            }
        }
    }

    Issuer of(Access access) {
        return access == Access.WRITE ? writes : reads;
    }

    /** The text without any of the secrets. */
    public String hiddenIn(String text) {
        return writes.hiddenIn(reads.hiddenIn(text));
    }
}
