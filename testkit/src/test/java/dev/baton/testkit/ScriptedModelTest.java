package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.json.Json;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelRequest;
import dev.baton.model.Prompt;
import dev.baton.testkit.model.ScriptedModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedModelTest {
    @Test
    void everyCallTakesTheFirstLineThatIsMeantForIt() throws InterruptedException {
        // given
        var pieces = new StringBuilder();
        try (var model = new ScriptedModel()
                .gives("judge", Json.object("ok", Json.Bool.TRUE))
                .says("Good morning")) {
            // when
            var said = model.chat(request("assistant"), pieces::append);
            var judged = model.chat(request("judge"));

            // then
            assertThat(said.text()).isEqualTo("Good morning");
            assertThat(pieces).hasToString("Good morning");
            assertThat(judged.output()).contains(Json.object("ok", Json.Bool.TRUE));
            assertThat(model.requests()).hasSize(2);
        }
    }

    @Test
    void anUnexpectedCallFailsEvenIfItsErrorWasSwallowed() {
        // given
        var model = new ScriptedModel();
        assertThatThrownBy(() -> model.chat(request("plan"))).isInstanceOf(AssertionError.class);

        // then
        assertThatThrownBy(model::close).hasMessageContaining("plan@1");
    }

    @Test
    void anUnusedLineFails() {
        assertThatThrownBy(() -> new ScriptedModel().says("hello").close()).hasMessageContaining("never asked");
    }

    private static ModelRequest request(String prompt) {
        return ModelRequest.of(new Prompt(prompt, "1", "text").id(), List.of(new ModelMessage.User("question")));
    }
}
