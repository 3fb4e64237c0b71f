package dev.baton.connect.openapi;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.swagger.v3.parser.util.DeserializationUtils;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An OpenAPI description as plain JSON. Whether it is one at all is asked of swagger-parser, but everything is read
 * from the JSON itself, because the parser's model loses parts of schemas and follows references to other documents.
 *
 * @param nullableWord whether its schemas are those of OpenAPI 3.0 instead of JSON Schema 2020-12
 * @param location where it came from, against which relative servers are resolved
 */
record ApiDocument(Json.Obj root, boolean nullableWord, URI location) {
    private static final Pattern SUPPORTED = Pattern.compile("3\\.[01](\\..*)?");
    private static final int MOST_MESSAGES = 3;

    /** Reads JSON or YAML. Nothing but the text is looked at: no reference is followed out of it. */
    static ApiDocument parse(String text, URI location) throws DescriptionException {
        var options = new ParseOptions();
        options.setResolve(false);
        options.setValidateExternalRefs(false);
        var tree = tree(text, options);
        var root = json(text, tree.toString());
        var version = version(root);
        check(new OpenAPIV3Parser().parseJsonNode(null, tree, options));
        return new ApiDocument(root, version.startsWith("3.0"), location);
    }

    private static com.fasterxml.jackson.databind.JsonNode tree(String text, ParseOptions options)
            throws DescriptionException {
        try {
            var tree = DeserializationUtils.deserializeIntoTree(text, "", options, new SwaggerParseResult());
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (RuntimeException e) {
            // told below: the parser's messages repeat the text, which may be anything
        }
        throw new DescriptionException("what is there is neither JSON nor YAML with an object in it");
    }

    private static Json.Obj json(String text, String fromTree) throws DescriptionException {
        try {
            return Json.parse(text.stripLeading().startsWith("{") ? text : fromTree)
                    .asObject();
        } catch (JsonException yamlFlowStyle) {
            return Json.parse(fromTree).asObject();
        }
    }

    private static String version(Json.Obj root) throws DescriptionException {
        var version = root.textAt("openapi");
        if (version.isEmpty()) {
            var older = root.textAt("swagger").map(v -> "; it is Swagger " + v).orElse("");
            throw new DescriptionException(
                    "it has no text 'openapi' with a version" + older + "; OpenAPI 3.0 and 3.1 are supported");
        }
        if (!SUPPORTED.matcher(version.get()).matches()) {
            throw new DescriptionException(
                    "it is OpenAPI " + Words.plain(version.get(), 20) + ", but 3.0 and 3.1 are what is supported");
        }
        return version.get();
    }

    private static void check(SwaggerParseResult result) throws DescriptionException {
        if (result.getOpenAPI() == null || result.getOpenAPI().getPaths() == null) {
            var messages = result.getMessages() == null ? List.<String>of() : result.getMessages();
            throw new DescriptionException("it is not a sound OpenAPI description: "
                    + Words.plain(
                            String.join(
                                    "; ", messages.stream().limit(MOST_MESSAGES).toList()),
                            300));
        }
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
