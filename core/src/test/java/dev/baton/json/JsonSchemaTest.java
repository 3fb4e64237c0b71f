package dev.baton.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaTest {
    private static JsonSchema schema(String json) {
        return JsonSchema.of(Json.parse(json).asObject());
    }

    private static List<String> violations(String schema, String value) {
        return schema(schema).validate(Json.parse(value)).stream()
                .map(JsonSchema.Violation::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"required\": [\"a\"]} | {} | needs 'a'",
                "{\"properties\": {\"a\": {}}, \"additionalProperties\": false} | {\"b\": 1} | must not have 'b'",
                "{\"properties\": {\"a\": {}}, \"unevaluatedProperties\": false} | {\"b\": 1} | must not have 'b'",
                "{\"properties\": {\"a\": false}} | {\"a\": 1} | /a must not be there",
                "{\"type\": \"integer\"} | \"x\" | must be integer",
                "{\"type\": [\"integer\", \"null\"]} | \"x\" | must be integer or null",
                "{\"type\": \"integer\"} | 1.5 | must be integer",
                "{\"enum\": [\"a\", 1]} | 2 | must be one of a, 1",
                "{\"const\": {\"a\": 1}} | 2 | must be {\"a\":1}",
                "{\"pattern\": \"^ORD-[0-9]{6}$\"} | \"ORD-12\" | must match the pattern ^ORD-[0-9]{6}$",
                "{\"pattern\": \"^[0-9]+$\"} | \"12\\n\" | must match the pattern ^[0-9]+$",
                "{\"format\": \"date-time\"} | \"2026-01-01\" | must be a valid date-time",
                "{\"format\": \"date\"} | \"2026-13-01\" | must be a valid date",
                "{\"format\": \"email\"} | \"nobody\" | must be a valid email",
                "{\"format\": \"uri\"} | \"no uri\" | must be a valid uri",
                "{\"format\": \"uuid\"} | \"123\" | must be a valid uuid",
                "{\"minLength\": 2} | \"x\" | must have at least 2 characters",
                "{\"maxLength\": 2} | \"xyz\" | must have at most 2 characters",
                "{\"minItems\": 2} | [1] | must have at least 2 items",
                "{\"maxItems\": 1} | [1, 2] | must have at most 1 items",
                "{\"uniqueItems\": true} | [1, 1.0] | must not hold the same item twice",
                "{\"contains\": {\"const\": 1}} | [2] | must hold more items that fit 'contains'",
                "{\"minimum\": 3} | 2 | must be at least 3",
                "{\"maximum\": 3} | 4 | must be at most 3",
                "{\"exclusiveMinimum\": 3} | 3 | must be more than 3",
                "{\"exclusiveMaximum\": 3} | 3 | must be less than 3",
                "{\"multipleOf\": 5} | 3 | must be a multiple of 5",
                "{\"not\": {\"type\": \"string\"}} | \"x\" | must not fit what 'not' describes",
                "{\"dependentRequired\": {\"a\": [\"b\"]}} | {\"a\": 1} | has 'a' and therefore needs other members too",
                "{\"if\": {\"required\": [\"a\"]}, \"then\": {\"required\": [\"b\"]}} | {\"a\": 1} | needs 'b'",
                "{\"propertyNames\": {\"maxLength\": 1}} | {\"abc\": 1} | has a member with a name that does not fit",
                "{\"items\": {\"properties\": {\"a~/b\": {\"type\": \"null\"}}}} | [{\"a~/b\": 1}] | /0/a~0~1b must be null",
            })
    void violationsAreToldInPlainWords(String schema, String value, String violation) {
        // given a value that does not fit, when validated, then the violation tells where and what is asked for
        assertThat(violations(schema, value)).containsExactly(violation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"$ref\": \"#a\", \"$defs\": {\"x\": {\"$anchor\": \"a\", \"type\": \"null\"}}}",
                "{\"$ref\": \"x.json\", \"$defs\": {\"x\": {\"$id\": \"x.json\", \"type\": \"null\"}}}",
                "{\"$id\": \"https://example.com/a/\", \"$ref\": \"/a/x\", \"$defs\": {\"x\": {\"$id\": \"x\", \"type\": \"null\"}}}",
                "{\"$dynamicRef\": \"#a\", \"$defs\": {\"x\": {\"$dynamicAnchor\": \"a\", \"type\": \"null\"}}}",
            })
    void aReferenceLeadsToWhateverTheDocumentNames(String schema) {
        // given a part with a name of its own, when it is referred to by that, then it is what counts
        assertThat(violations(schema, "null")).isEmpty();
        assertThat(violations(schema, "1")).containsExactly("must be null");
    }

    @Test
    void theMetaschemaMayBeReferredToAndNeverReplaced() {
        var meta = "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}";
        assertThat(violations(meta, "{\"type\": \"string\"}")).isEmpty();
        assertThat(violations(meta, "{\"type\": 1}")).isNotEmpty();
        assertThatThrownBy(() ->
                        schema("{\"$defs\": {\"x\": {\"$id\": \"https://json-schema.org/draft/2020-12/schema\"}}}"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("belongs to the dialect itself");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | null",
                "{\"type\": \"integer\"} | 1.0",
                "{\"type\": \"number\"} | 1",
                "{\"const\": 1} | 1.0",
                "{\"format\": \"date-time\"} | \"2026-01-01T00:00:00Z\"",
                "{\"format\": \"email\"} | \"a@example.com\"",
                "{\"format\": \"uri\"} | \"https://example.com/x\"",
                "{\"format\": \"uuid\"} | \"123e4567-e89b-12d3-a456-426614174000\"",
                "{\"format\": \"made-up\"} | \"x\"",
                "{\"x-ask\": \"Which?\", \"x-trusted\": true} | 1",
                "{\"properties\": {\"$ref\": {\"type\": \"string\"}}} | {\"$ref\": \"https://example.com\"}",
                "{\"const\": {\"$ref\": \"https://example.com\"}} | {\"$ref\": \"https://example.com\"}",
                "{\"$ref\": \"#/$defs/n\", \"$defs\": {\"n\": {\"properties\": {\"n\": {\"$ref\": \"#/$defs/n\"}}}}} | {\"n\": {\"n\": {}}}",
                "{\"$ref\": \"#/definitions/n\", \"definitions\": {\"n\": {\"type\": \"integer\"}}} | 1",
                "{\"pattern\": \"^(?=.*x)\\\\p{L}+$\"} | \"äx\"",
            })
    void whatFitsIsAccepted(String schema, String value) {
        // given a value that fits, when validated, then there is no violation
        assertThat(violations(schema, value)).isEmpty();
    }

    @Test
    void givenManyViolations_thenAllAreTold() {
        var violations = violations("""
                {"type": "object", "required": ["a", "b"], "additionalProperties": false,
                 "properties": {"a": {"type": "string"}, "c": {"type": "array", "items": {"type": "integer"}}}}
                """, "{\"c\": [1, \"x\", null], \"d\": 1}");
        assertThat(violations)
                .containsExactlyInAnyOrder(
                        "needs 'a'", "needs 'b'", "must not have 'd'", "/c/1 must be integer", "/c/2 must be integer");
    }

    @Test
    void givenSecretValues_thenNoViolationRepeatsThem() {
        for (var schema : List.of(
                "{\"type\": \"integer\"}",
                "{\"enum\": [\"a\"]}",
                "{\"const\": \"a\"}",
                "{\"pattern\": \"^a$\"}",
                "{\"format\": \"email\"}",
                "{\"maxLength\": 2}",
                "{\"not\": {}}",
                "{\"oneOf\": [{\"type\": \"integer\"}, {\"type\": \"null\"}]}")) {
            assertThat(violations(schema, "\"s3cret value\""))
                    .as(schema)
                    .isNotEmpty()
                    .noneMatch(violation -> violation.contains("s3cret"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\": \"strng\"} | /type must be one of array, boolean, integer",
                "{\"minimum\": \"3\"} | /minimum must be number",
                "{\"required\": \"a\"} | /required must be array",
                "{\"properties\": {\"a\": 3}} | /properties/a must be object or boolean",
                "{\"properties\": {\"a\": {\"pattern\": \"[\"}}} | /properties/a/pattern must be a valid regex",
                "{\"$ref\": \"#/$defs/none\"} | /$defs/none",
                "{\"$ref\": \"https://example.com/schema\"} | leads out of the document",
                "{\"$ref\": \"other.json\"} | leads out of the document",
                "{\"$ref\": \"file:///etc/hostname\"} | leads out of the document",
                "{\"items\": [{\"type\": \"string\"}]} | /items",
                "{\"allOf\": [{\"properties\": {\"a\": {\"$ref\": \"classpath:x\"}}}]} | leads out of the document",
                "{\"$dynamicRef\": \"https://example.com/schema\"} | leads out of the document",
            })
    void whatIsNoSchemaIsRefused(String schema, String words) {
        // given a document that is no usable schema, when compiled, then the refusal says what is wrong
        assertThatThrownBy(() -> schema(schema))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("JSON Schema")
                .hasMessageContaining(words);
    }

    @Test
    void givenASchemaOfAnotherDraft_thenItIsReadAsThisOne() {
        assertThat(violations("{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"string\"}", "3"))
                .containsExactly("must be string");
    }

    @Test
    @Timeout(30)
    void givenAPatternMadeToBacktrack_thenTheValueIsRefusedInstead() {
        var text = "\"" + "a".repeat(5_000) + "!\"";
        assertThat(violations("{\"pattern\": \"^(a|a)*$\"}", text)).hasSize(1);
        assertThat(violations("{\"pattern\": \"^(a+)+$\"}", text)).hasSize(1);
        assertThat(violations("{\"pattern\": \"^(.*)*x$\"}", text)).hasSize(1);
    }

    @Test
    void givenASchema_thenItsSourceIsKept() {
        var source = Json.parse("{\"type\": \"string\", \"x-ask\": \"Which?\"}").asObject();
        assertThat(JsonSchema.of(source).source()).isEqualTo(source);
    }

    @Test
    void givenAPartThatRefersToADefinition_thenItIsASchemaOfItsOwn() {
        var whole = Json.parse("""
                {"properties": {"right": {"$ref": "#/$defs/Right"}}, "$defs": {"Right": {"enum": ["r", "rw"]}}}""").asObject();
        var part =
                whole.get("properties").orElseThrow().get("right").orElseThrow().asObject();

        var right = JsonSchema.of(JsonSchema.part(whole, part));

        assertThat(right.validate(Json.text("r"))).isEmpty();
        assertThat(right.validate(Json.text("all"))).hasSize(1);
    }
}
