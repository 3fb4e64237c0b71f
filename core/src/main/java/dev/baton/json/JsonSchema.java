package dev.baton.json;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A compiled JSON Schema of draft 2020-12. Formats are asserted. A reference leads only to a place in the same schema, by
 * pointer, {@code $anchor}, {@code $dynamicAnchor} or {@code $id}, or to the metaschema; nothing is ever fetched. Safe for
 * use by many threads.
 */
public final class JsonSchema {
    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ROOT)
            .regularExpressionFactory(BoundedPattern::of)
            .build();
    /** Own keywords, such as {@code x-ask}, mean nothing to the validator. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            DIALECT,
            builder -> builder.schemaCacheEnabled(false)
                    .schemaRegistryConfig(CONFIG)
                    .schemaLoader(loader -> loader.block(iri -> !iri.toString().startsWith(SchemaReferences.DIALECT))));

    private static final SchemaLocation NOWHERE = SchemaLocation.of(SchemaReferences.NOWHERE.toString());

    /** Comes with the validator's own files. */
    private static final Schema META_SCHEMA = REGISTRY.getSchema(SchemaLocation.of(DIALECT.getId()));

    private final Json.Obj source;
    private final Schema schema;

    private JsonSchema(Json.Obj source, Schema schema) {
        this.source = source;
        this.schema = schema;
    }

    /** One way in which a value does not fit: the JSON pointer of the place ("" for the whole) and why, in words. */
    public record Violation(String path, String message) {
        @Override
        public String toString() {
            return path.isEmpty() ? message : path + " " + message;
        }
    }

    /** A part of a schema as a schema of its own: with the definitions that it may refer to. */
    public static Json.Obj part(Json.Obj whole, Json.Obj part) {
        var own = part;
        for (var definitions : List.of("$defs", "definitions")) {
            var there = whole.get(definitions);
            if (there.isPresent() && own.get(definitions).isEmpty()) {
                own = own.with(definitions, there.get());
            }
        }
        return own;
    }

    /** @throws JsonException when this is no valid schema, or refers to anything outside itself */
    public static JsonSchema of(Json.Obj schema) {
        SchemaReferences.check(schema);
        var node = JsonNodes.of(schema.without("$schema"));
        try {
            checkKeywords(node);
            var compiled = REGISTRY.getSchema(NOWHERE, node);
            compiled.initializeValidators();
            return new JsonSchema(schema, compiled);
        } catch (SchemaException | IllegalArgumentException e) {
            throw new JsonException("not a JSON Schema: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new JsonException("not a JSON Schema: it refers to itself without end", e);
        }
    }

    private static void checkKeywords(JsonNode schema) {
        var violations = violations(META_SCHEMA, schema);
        if (!violations.isEmpty()) {
            throw new JsonException("not a JSON Schema: "
                    + violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        }
    }

    /** Where and why a schema itself is not valid, for those who can show the place; empty when it is. */
    public static List<Violation> problemsOf(Json.Obj schema) {
        return violations(META_SCHEMA, JsonNodes.of(schema.without("$schema")));
    }

    private static List<Violation> violations(Schema schema, JsonNode value) {
        return schema.validate(value).stream()
                .map(JsonSchema::violation)
                .distinct()
                .toList();
    }

    public Json.Obj source() {
        return source;
    }

    /** Every violation, without the values that violate; empty when the value fits. */
    public List<Violation> validate(Json value) {
        try {
            return violations(schema, JsonNodes.of(value));
        } catch (BoundedPattern.TooLong e) {
            return List.of(
                    new Violation("", "holds a text that is too costly to match against a pattern of the schema"));
        } catch (StackOverflowError e) {
            // a schema may lead back to itself on the same value in more ways than can be told beforehand
            return List.of(new Violation("", "cannot be checked: the schema refers to itself without end"));
        }
    }

    private static Violation violation(Error error) {
        return new Violation(error.getInstanceLocation().toString(), SchemaWording.of(error));
    }
}
