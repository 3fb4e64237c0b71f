package dev.baton.server.door.mcp;

import dev.baton.server.door.mcp.protocol.Call;
import dev.baton.server.door.mcp.protocol.RpcError;
import dev.baton.server.door.mcp.protocol.RpcException;
import dev.baton.server.http.ProblemException;
import dev.baton.server.http.Waits;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a program says about its call beside the arguments, which are the model's. */
final class CallWishes {
    /** In {@code _meta}: the program's own name for this request. The same key never starts anything twice. */
    static final String KEY = "dev.baton/idempotencyKey";

    /** In {@code _meta}: how long the call may wait for the end, as in 30s. */
    static final String WAIT = "dev.baton/wait";

    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private CallWishes() {}

    static Optional<String> key(Call call) {
        return call.meta(KEY)
                .map(given -> given.asText()
                        .filter(key -> KEY_FORM.matcher(key).matches())
                        .orElseThrow(() -> new RpcException(RpcError.invalidParams(
                                KEY + " in _meta is 1 to 255 visible ASCII characters; a UUID is a good one."))));
    }

    static Duration patience(Call call) {
        return wait(call.meta(WAIT).map(given -> given.asText().orElseGet(given::write)))
                .orElseGet(() -> Followed.patience(call));
    }

    /** A wait in words. */
    static Optional<Duration> wait(Optional<String> words) {
        try {
            return Waits.parse(words);
        } catch (ProblemException e) {
            throw new RpcException(RpcError.invalidParams(e.detail()));
        }
    }
}
