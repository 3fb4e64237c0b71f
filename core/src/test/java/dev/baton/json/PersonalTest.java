package dev.baton.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonalTest {
    private static final Json.Obj SCHEMA = Json.parse("""
            {"type": "object",
             "$defs": {"address": {"x-personal": true, "type": "object"}},
             "properties": {
               "id": {"type": "string"},
               "name": {"type": "string", "x-personal": true},
               "home": {"$ref": "#/$defs/address"},
               "contacts": {"type": "array", "items": {"properties": {"mail": {"type": "string", "x-personal": true}}}},
               "either": {"anyOf": [{"type": "integer"}, {"type": "string", "x-personal": true}]}},
             "additionalProperties": {"properties": {"phone": {"x-personal": true}}}}
            """).asObject();
    private static final Json VALUE = Json.parse("""
            {"id": "C-1", "name": "MARKER a", "home": {"street": "MARKER b", "no": 7},
             "contacts": [{"mail": "MARKER c", "kind": "work"}], "either": "MARKER d",
             "other": {"phone": "MARKER e", "since": 2020}, "none": null}
            """);

    @Test
    void whatIsMarkedIsHidden_howeverItIsSaid() {
        assertThat(Personal.hidden(VALUE, SCHEMA)).isEqualTo(Json.parse("""
                {"id": "C-1", "name": "(personal)", "home": "(personal)",
                 "contacts": [{"mail": "(personal)", "kind": "work"}], "either": "(personal)",
                 "other": {"phone": "(personal)", "since": 2020}, "none": null}
                """));
    }

    @Test
    void whatIsHiddenIsFoundInOtherTexts() {
        var texts = Personal.texts(VALUE, SCHEMA);
        assertThat(texts).containsExactlyInAnyOrder("MARKER a", "MARKER b", "MARKER c", "MARKER d", "MARKER e");
        assertThat(Personal.without(texts, "to MARKER a at MARKER b")).isEqualTo("to (personal) at (personal)");
        assertThat(Personal.without(Set.of("to", "true"), Json.parse("{\"to\": \"to true\", \"x\": true}")))
                .isEqualTo(Json.parse("{\"to\": \"to (personal)\", \"x\": true}"));
    }

    @Test
    void whatIsMarkedUnderANameIsHidden_whateverTheReferenceIsResolvedAgainst() {
        var schema = Json.parse("""
                {"$id": "https://example.com/root.json",
                 "properties": {"a": {"$ref": "#home"}, "b": {"$dynamicRef": "#any"}, "c": {"$ref": "item.json"},
                                "d": {"$ref": "item.json#/$defs/part"}, "e": {"$ref": "#/$defs/plain"}},
                 "$defs": {"home": {"$anchor": "home", "x-personal": true},
                           "any": {"$dynamicAnchor": "any", "x-personal": true},
                           "plain": {"type": "string"},
                           "item": {"$id": "item.json", "properties": {"f": {"$ref": "#/$defs/part"}},
                                    "$defs": {"part": {"x-personal": true}}}}}""").asObject();
        var value = Json.parse(
                "{\"a\": \"1\", \"b\": \"2\", \"c\": {\"f\": \"3\", \"g\": \"4\"}, \"d\": \"5\", \"e\": \"6\"}");

        assertThat(Personal.hidden(value, schema)).isEqualTo(Json.parse("""
                {"a": "(personal)", "b": "(personal)", "c": {"f": "(personal)", "g": "4"}, "d": "(personal)", "e": "6"}
                """));
        assertThat(Personal.marks(schema, java.util.List.of("c", "f"))).isTrue();
        assertThat(Personal.marks(schema, java.util.List.of("e"))).isFalse();
    }

    @Test
    void aSchemaThatRefersToItselfTwiceEndsSoon() {
        var schema = Json.parse(
                        "{\"anyOf\": [{\"$ref\": \"#\"}, {\"allOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#/anyOf/1\"}]}]}")
                .asObject();
        assertThat(Personal.hidden(Json.parse("{\"x\": 1}"), schema)).isEqualTo(Json.parse("{\"x\": 1}"));
    }

    @Test
    void aSchemaThatRefersToItselfEnds() {
        var schema = Json.parse("{\"$defs\": {\"a\": {\"$ref\": \"#/$defs/a\"}}, \"$ref\": \"#/$defs/a\"}")
                .asObject();
        assertThat(Personal.hidden(Json.parse("{\"x\": {\"x\": 1}}"), schema))
                .isEqualTo(Json.parse("{\"x\": {\"x\": 1}}"));
    }
}
