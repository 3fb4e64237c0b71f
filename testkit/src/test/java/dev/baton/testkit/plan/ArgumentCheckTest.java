package dev.baton.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.json.Json;
import dev.baton.plan.ArgumentCheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentCheckTest {
    private static final Json.Obj SHARE = Json.parse("""
            {"type": "object", "properties": {"right": {"$ref": "#/$defs/Right"}},
             "$defs": {"Right": {"enum": ["r", "rw"]}}}""").asObject();

    @ParameterizedTest
    @CsvSource({"r, 0", "all, 1", "${input.right}, 0"})
    void givenAnArgumentWhoseFormIsDefinedElsewhereInTheSchema_thenALiteralIsHeldToIt(String right, int problems) {
        var args = Template.compile(
                Json.object("right", Json.text(right)), Scope.empty().withAny("input"));

        assertThat(ArgumentCheck.of(SHARE, args, "/args")).hasSize(problems);
    }
}
