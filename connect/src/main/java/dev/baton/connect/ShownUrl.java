package dev.baton.connect;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A connection's URL as people may see it: no secret, no user and password, no query. */
final class ShownUrl {
    private static final Pattern USER = Pattern.compile("//[^/?#]*@");
    private static final Pattern REST = Pattern.compile("[?#].*");

    private ShownUrl() {}

    /** With its configuration filled in, unless that would show a secret or a part is not known. */
    static String of(String url, UnaryOperator<String> texts) {
        return REST.matcher(USER.matcher(filled(url, texts)).replaceAll("//")).replaceAll("");
    }

    private static String filled(String url, UnaryOperator<String> texts) {
        try {
            return url.contains("${secret.") ? url : texts.apply(url);
        } catch (IllegalArgumentException unknownName) {
            return url;
        }
    }
}
