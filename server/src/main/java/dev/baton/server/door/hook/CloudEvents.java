package dev.baton.server.door.hook;

import dev.baton.json.Json;
import dev.baton.server.http.ProblemException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * CloudEvents 1.0 over HTTP as JSON: its JSON event format, which is a document already, and its binary mode. The
 * library that there is would read JSON a second time and by other rules; it writes the events in the tests instead.
 */
final class CloudEvents {
    private static final String PREFIX = "ce-";
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,100}");
    private static final String DATA = "data";
    private static final String BASE64 = "data_base64";
    private static final String CONTENT_TYPE = "datacontenttype";

    private CloudEvents() {}

    /** Data in base 64 that is JSON becomes {@code data}. */
    static Json structured(Json document) {
        if (!(document instanceof Json.Obj event)) {
            throw ProblemException.badRequest(
                    "A CloudEvent is an object, not a value of type " + document.kind() + ".");
        }
        check(event);
        var encoded = event.textAt(BASE64);
        if (encoded.isEmpty() || event.get(DATA).isPresent() || !isJson(event.textAt(CONTENT_TYPE))) {
            return event;
        }
        var bytes = Encoded.base64(encoded.get())
                .orElseThrow(() -> ProblemException.badRequest("'" + BASE64 + "' of the CloudEvent is not base 64."));
        return event.without(BASE64).with(DATA, EventReader.json(bytes));
    }

    static Json binary(Delivery delivery) {
        var attributes = new TreeMap<String, Json>();
        for (var name : delivery.names()) {
            if (name.startsWith(PREFIX)) {
                var attribute = name.substring(PREFIX.length());
                if (!NAME.matcher(attribute).matches() || attribute.equals(DATA) || attribute.equals(CONTENT_TYPE)) {
                    throw ProblemException.badRequest("'" + name + "' is no header of a CloudEvent.");
                }
                attributes.put(attribute, Json.text(value(delivery, name)));
            }
        }
        var contentType = delivery.header("Content-Type");
        contentType.ifPresent(type -> attributes.put(CONTENT_TYPE, Json.text(type)));
        var event = Json.object(attributes);
        check(event);
        if (delivery.body().length == 0) {
            return event;
        }
        return isJson(contentType)
                ? event.with(DATA, EventReader.json(delivery.body()))
                : event.with(BASE64, Base64.getEncoder().encodeToString(delivery.body()));
    }

    private static void check(Json.Obj event) {
        for (var name : REQUIRED) {
            if (event.textAt(name).filter(text -> !text.isEmpty()).isEmpty()) {
                throw ProblemException.badRequest("The CloudEvent has no '" + name + "'.");
            }
        }
        if (!event.textAt("specversion").orElse("").equals("1.0")) {
            throw ProblemException.badRequest("Only CloudEvents of the version 1.0 are read.");
        }
    }

    /** JSON is what the specification assumes where nothing is said. */
    private static boolean isJson(Optional<String> contentType) {
        var type = EventReader.mediaType(contentType.orElse("application/json"));
        return type.endsWith("/json") || type.endsWith("+json");
    }

    private static String value(Delivery delivery, String name) {
        var text = delivery.header(name)
                .orElseThrow(() -> ProblemException.badRequest("'" + name + "' is there more than once."));
        return HeaderValue.decoded(text)
                .orElseThrow(() -> ProblemException.badRequest("'" + name + "' is not percent-encoded UTF-8."));
    }
}
