package dev.baton.server.console;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/** Names of the system in words for people. */
public final class Labels {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern PERSON = Pattern.compile("\\bperson:");
    private static final Pattern KIND = Pattern.compile("\\b(customer|assistant|agent|service|system|trigger):");

    private Labels() {}

    /** {@code orderId} as "Order id", {@code damaged-order@1} as "Damaged order". */
    public static String of(String name) {
        var words = HUMP.matcher(withoutVersion(name)).replaceAll(" ").replaceAll("[-_.]+", " ");
        var lower = words.toLowerCase(Locale.ROOT).strip();
        return lower.isEmpty() ? name : Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
    }

    private static String withoutVersion(String name) {
        return name.replaceFirst("@[0-9]+$", "");
    }

    /** {@code person:lena} as "lena", {@code assistant:support for customer:CUS-0001} with blanks. */
    public static String who(String chain) {
        return KIND.matcher(PERSON.matcher(chain).replaceAll("")).replaceAll("$1 ");
    }

    /** The one who acted, without on whose behalf. */
    public static String actor(String chain) {
        var end = chain.indexOf(" for ");
        return who(end < 0 ? chain : chain.substring(0, end));
    }

    /** A decision as what somebody has done: {@code approve} as "approved". */
    public static String decided(String decision) {
        return switch (decision) {
            case "approve" -> "approved";
            case "deny" -> "denied";
            case "edit" -> "changed";
            default -> decision;
        };
    }

    /** A text as a part of a path or a query. */
    public static String inUrl(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
