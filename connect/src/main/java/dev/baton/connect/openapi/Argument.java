package dev.baton.connect.openapi;

import dev.baton.json.Json;
import java.util.Locale;

/**
 * One argument of a tool and where it goes in the request.
 *
 * @param name what plans call it
 * @param wireName what the system calls it
 */
record Argument(String name, Place place, String wireName, boolean required, Json.Obj schema, Style style) {

    enum Place {
        PATH,
        QUERY,
        HEADER,
        /** A member of the JSON object that is the body. */
        FIELD,
        /** The whole body. */
        BODY;

        String word() {
            return this == FIELD ? "body" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** How lists and objects are written, after the styles of OpenAPI. */
    enum Style {
        COMMAS(","),
        SPACES("%20"),
        BARS("%7C"),
        REPEATED("&"),
        BRACKETS("&"),
        JSON("");

        final String separator;

        Style(String separator) {
            this.separator = separator;
        }
    }

    Argument named(String other) {
        return new Argument(other, place, wireName, required, schema, style);
    }
}
