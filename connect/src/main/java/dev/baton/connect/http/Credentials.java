package dev.baton.connect.http;

import java.util.Optional;

/**
 * The secrets of one connection.
 *
 * @param reads sent with reads
 * @param writes sent with writes
 */
public record Credentials(Optional<BearerToken> reads, Optional<BearerToken> writes) {
    public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty());

    /** The text without any of the secrets. */
    public String hiddenIn(String text) {
        var readsHidden = reads.map(token -> token.hiddenIn(text)).orElse(text);
        return writes.map(token -> token.hiddenIn(readsHidden)).orElse(readsHidden);
    }
}
