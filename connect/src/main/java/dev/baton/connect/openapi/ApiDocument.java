package dev.baton.connect.openapi;

import dev.baton.connect.source.Words;
import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.regex.Pattern;

/**
 * An OpenAPI description as plain JSON, of which only the parts behind declared tools are ever looked at. There is no
 * model in between, so that schemas keep every word they have, and nothing in it makes Baton fetch or read anything else.
 *
 * @param nullableWord whether its schemas are those of OpenAPI 3.0 instead of JSON Schema 2020-12
 * @param location where it came from, against which relative servers are resolved
 */
record ApiDocument(Json.Obj root, boolean nullableWord, URI location) {
    private static final Pattern SUPPORTED = Pattern.compile("3\\.[01](\\..*)?");

    /** Reads JSON or YAML. */
    static ApiDocument parse(String text, URI location) throws DescriptionException {
        if (!(tree(text) instanceof Json.Obj root)) {
            throw new DescriptionException("what is there is neither JSON nor YAML with an object in it");
        }
        var version = version(root);
        if (!(root.get("paths").orElse(Json.object()) instanceof Json.Obj)) {
            throw new DescriptionException("its 'paths' is not an object");
        }
        return new ApiDocument(root, version.startsWith("3.0"), location);
    }

    private static Json tree(String text) throws DescriptionException {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            return YamlText.parse(text);
        }
    }

    private static String version(Json.Obj root) throws DescriptionException {
        var version = root.textAt("openapi");
        if (version.isEmpty()) {
            var older = root.textAt("swagger")
                    .map(v -> "; it is Swagger " + Words.plain(v, 20))
                    .orElse("");
            throw new DescriptionException(
                    "it has no text 'openapi' with a version" + older + "; OpenAPI 3.0 and 3.1 are supported");
        }
        if (!SUPPORTED.matcher(version.get()).matches()) {
            throw new DescriptionException(
                    "it is OpenAPI " + Words.plain(version.get(), 20) + ", but 3.0 and 3.1 are what is supported");
        }
        return version.get();
    }

    /** The node itself, or what its {@code $ref} leads to. */
    Json resolved(Json node) throws DescriptionException {
        var seen = new HashSet<String>();
        var current = node;
        while (current.textAt("$ref").isPresent()) {
            var reference = current.textAt("$ref").get();
            if (!seen.add(reference)) {
                throw new DescriptionException("the reference '" + reference + "' leads back to itself");
            }
            current = at(reference);
        }
        return current;
    }

    /** What a local reference such as {@code #/components/schemas/Order} names. */
    Json at(String reference) throws DescriptionException {
        if (!reference.startsWith("#/")) {
            throw new DescriptionException("the reference '" + Words.plain(reference, 200)
                    + "' leads out of the document; only local references (#/...) are followed");
        }
        Json current = root;
        for (var part : reference.substring(2).split("/", -1)) {
            var name = decoded(part).replace("~1", "/").replace("~0", "~");
            current = step(current, name, reference);
        }
        return current;
    }

    private static Json step(Json from, String name, String reference) throws DescriptionException {
        if (from instanceof Json.Arr array
                && name.matches("\\d{1,6}")
                && Integer.parseInt(name) < array.items().size()) {
            return array.items().get(Integer.parseInt(name));
        }
        return from.get(name)
                .orElseThrow(() -> new DescriptionException(
                        "the reference '" + Words.plain(reference, 200) + "' leads to nothing"));
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }
}
