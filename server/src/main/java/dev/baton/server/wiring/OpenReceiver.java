package dev.baton.server.wiring;

import dev.baton.callback.Receivers;
import dev.baton.server.http.WebhookSecret;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A receiver whose settings are known. */
record OpenReceiver(String name, String origin, List<Signing> secrets, boolean privateNetwork) {
    OpenReceiver {
        secrets = List.copyOf(secrets);
    }

    record Signing(WebhookSecret secret, Optional<Instant> until) {}

    /** @param settings gives values to references; it throws {@link IllegalArgumentException} where there is none */
    static OpenReceiver of(Receivers.Receiver receiver, UnaryOperator<String> settings) {
        var origin = settings.apply(receiver.origin()).replaceFirst("/+$", "");
        if (!origin.matches("https?://.*") || (origin.startsWith("http://") && !receiver.privateNetwork())) {
            throw new IllegalArgumentException("the callbacks' receiver " + receiver.name()
                    + " has no origin that begins with https://, or http:// with network: private");
        }
        var secrets = new ArrayList<Signing>();
        for (var secret : receiver.secrets()) {
            var value = settings.apply(secret.reference());
            secrets.add(new Signing(
                    WebhookSecret.parse(value, "the callbacks' receiver " + receiver.name()), secret.until()));
        }
        return new OpenReceiver(receiver.name(), origin, secrets, receiver.privateNetwork());
    }

    boolean covers(URI url) {
        return Receivers.covers(origin, url);
    }

    /** Whether it stands for hosts that nobody named. */
    boolean isOpenEnded() {
        return origin.contains("://*");
    }

    List<WebhookSecret> inForce(Instant now) {
        return secrets.stream()
                .filter(it -> it.until().map(now::isBefore).orElse(true))
                .map(Signing::secret)
                .toList();
    }
}
