package dev.baton.server.door;

import dev.baton.callback.Subscription;
import dev.baton.json.Fields;
import java.util.Optional;

/** Reads {@code {"url": "https://…"}}: the wish to be told of a handoff in the form of Standard Webhooks. */
public final class CallbackWish {
    private CallbackWish() {}

    /** What a request says under {@code callback}; problems are told with those of the request. */
    public static Optional<Subscription.Wanted> in(Fields request) {
        return request.child("callback").flatMap(CallbackWish::read);
    }

    public static Optional<Subscription.Wanted> read(Fields fields) {
        fields.required("url");
        var wanted = fields.parsed("url", Subscription.Wanted::signed);
        fields.end();
        return wanted;
    }
}
