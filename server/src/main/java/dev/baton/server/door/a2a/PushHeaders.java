package dev.baton.server.door.a2a;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a push notification says about itself and about who sends it (sections 4.3.3 and 13.2). */
final class PushHeaders {
    private static final String TOKEN = "X-A2A-Notification-Token";

    private PushHeaders() {}

    static Map<String, String> of(PushConfig config) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", Exchange.A2A_JSON);
        config.authentication()
                .ifPresent(it -> headers.put("Authorization", (it.scheme() + " " + it.credentials()).strip()));
        config.token().ifPresent(token -> headers.put(TOKEN, token));
        return headers;
    }
}
