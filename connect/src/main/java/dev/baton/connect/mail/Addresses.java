package dev.baton.connect.mail;

import dev.baton.json.Json;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;

/** Reads addresses from texts that nobody has looked at before. */
final class Addresses {
    private static final int LONGEST = 320;

    private Addresses() {}

    /** The addresses of a text or a list of texts, one for each text. */
    static List<InternetAddress> all(Json value) {
        return switch (value) {
            case Json.Arr(var items) -> items.stream().map(Addresses::one).toList();
            case Json.Null ignored -> List.of();
            case Json other -> List.of(one(other));
        };
    }

    /** @throws IllegalArgumentException when it is not exactly one address of a mailbox */
    static InternetAddress one(Json value) {
        return one(value.asText().orElseThrow(() -> new IllegalArgumentException("an address is a text")));
    }

    static InternetAddress one(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an address is too long, or holds control characters");
        }
        try {
            var found = InternetAddress.parse(text, true);
            if (found.length != 1 || found[0].isGroup()) {
                throw new IllegalArgumentException("'" + text + "' is not one address");
            }
            found[0].validate();
            checkMailbox(found[0].getAddress());
            return found[0];
        } catch (AddressException e) {
            throw new IllegalArgumentException("'" + text + "' is not an address of mail");
        }
    }

    /** Plain ASCII with a host: others need servers that announce to take them. */
    private static void checkMailbox(String address) {
        if (!address.chars().allMatch(c -> c > ' ' && c < 0x7f) || address.indexOf('@') < 1) {
            throw new IllegalArgumentException(
                    "'" + address + "' is not an address of mail (name@host, without letters beyond ASCII)");
        }
    }
}
