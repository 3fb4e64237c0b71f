package dev.baton.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static Fields fields(String json) {
        return Fields.of(Json.parse(json));
    }

    private static List<String> problems(Fields fields) {
        return fields.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void givenAnUnknownMember_thenTheOneThatWasMeantIsSuggested() {
        var fields = fields("{\"nmae\": \"x\", \"zzz\": 1}");
        fields.optionalText("name");

        fields.end();

        assertThat(problems(fields))
                .containsExactly("/nmae: unknown key 'nmae'; did you mean 'name'?", "/zzz: unknown key 'zzz'");
    }

    @Test
    void givenBadTextsInAList_thenEachHasItsPlace() {
        var fields = fields("{\"numbers\": [\"1\", \"one\", \"2\", \"two\"]}");

        assertThat(fields.parsedTexts("numbers", Integer::valueOf)).containsExactly(1, 2);
        assertThat(fields.problems()).extracting(Problem::path).containsExactly("/numbers/1", "/numbers/3");
    }

    @Test
    void givenASingleText_thenItIsAListOfOne() {
        assertThat(fields("{\"numbers\": \"7\"}").parsedTexts("numbers", Integer::valueOf))
                .containsExactly(7);
    }

    @Test
    void givenAWordThatIsNotSupported_thenTheSupportedOnesAreTold() {
        var fields = fields("{\"a\": \"two\", \"b\": \"tow\", \"c\": \"one\"}");

        assertThat(fields.word("a", List.of("one"))).isEmpty();
        assertThat(fields.word("b", List.of("one", "two"))).isEmpty();
        assertThat(fields.word("c", List.of("one", "two"))).contains("one");
        assertThat(problems(fields))
                .containsExactly(
                        "/a: 'two' is not supported; so far there is only 'one'",
                        "/b: 'tow' is not one of one, two; did you mean 'two'?");
    }

    @Test
    void givenAMemberWithASlash_thenItsPointerIsNotAmbiguous() {
        var fields = fields("{\"tools\": {\"a/b~c\": {\"x\": 1}}}");

        fields.childrenByName("tools").values().forEach(Fields::end);

        assertThat(fields.problems()).extracting(Problem::path).containsExactly("/tools/a~1b~0c/x");
    }

    @Test
    void givenASoundDocument_thenItIsBuilt() {
        var fields = fields("{\"name\": \"x\"}");
        var name = fields.text("name");

        assertThat(fields.endWith(() -> name)).contains("x");
    }

    @Test
    void givenAProblemAnywhere_thenNothingIsBuilt() {
        var fields = fields("{\"name\": \"x\", \"more\": {\"unknown\": 1}}");
        var name = fields.text("name");
        fields.child("more").ifPresent(Fields::end);

        assertThat(fields.endWith(() -> name)).isEmpty();
    }

    @Test
    void givenAConstructorThatRefuses_thenItsReasonIsAProblem() {
        var fields = fields("{}");

        Optional<String> built = fields.endWith(() -> {
            throw new IllegalArgumentException("never");
        });

        assertThat(built).isEmpty();
        assertThat(problems(fields)).containsExactly("never");
    }
}
