package dev.baton.models.supply;

import static dev.baton.models.supply.Given.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.ChatModel;
import dev.baton.model.ModelException;
import dev.baton.model.ModelException.Kind;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelRequest;
import dev.baton.testkit.model.ScriptedModel;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StandInsTest {
    private final Given given = new Given();

    private StandIns planner(SuppliedModel... choices) {
        return new StandIns("planner", List.of(choices));
    }

    private SuppliedModel named(String name, ChatModel model) {
        return given.supplied(Given.definition(name), model);
    }

    @Test
    void givenAModelThatFails_whenAsked_thenTheNextOneAnswers() throws InterruptedException {
        try (var script = new ScriptedModel().fails(Kind.UNAUTHORIZED);
                var other = new ScriptedModel().says("Good morning")) {
            var first = named("first", script);

            var reply = planner(first, named("second", other)).chat(QUESTION);

            assertThat(reply.text()).isEqualTo("Good morning");
            assertThat(first.tally().counts().standIns()).isEqualTo(1);
        }
    }

    @Test
    void givenAModelOverItsCap_whenAsked_thenTheNextOneAnswers() throws InterruptedException {
        try (var script = new ScriptedModel().answers("dear", any -> true, any -> Given.costing("first", 200));
                var other = new ScriptedModel().says("Good morning")) {
            var planner = planner(given.supplied(Given.capped("first", "1.00"), script), named("second", other));
            planner.chat(QUESTION);

            assertThat(planner.chat(QUESTION).text()).isEqualTo("Good morning");
        }
    }

    @Test
    void givenOnlyModelsThatFail_whenAsked_thenAllReasonsAreTold() {
        try (var script = new ScriptedModel().fails(Kind.UNAUTHORIZED);
                var other = new ScriptedModel().fails(Kind.INVALID)) {
            assertThatThrownBy(() -> planner(named("first", script), named("second", other))
                            .chat(QUESTION))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("no model answered the planner")
                    .hasMessageContaining("UNAUTHORIZED")
                    .hasMessageContaining("INVALID");
        }
    }

    @Test
    void givenAnAnswerThatSomebodyHeardBegin_whenItBreaks_thenNobodyElseBeginsAgain() {
        var breaking = new ChatModel() {
            @Override
            public String name() {
                return "first";
            }

            @Override
            public ModelReply chat(ModelRequest request, Consumer<String> text) {
                text.accept("Good mor");
                throw new ModelException(Kind.CUT_OFF, "it broke");
            }
        };
        try (var other = new ScriptedModel()) {
            var heard = new StringBuilder();

            assertThatThrownBy(() -> planner(named("first", breaking), named("second", other))
                            .chat(QUESTION, heard::append))
                    .hasMessage("it broke");
            assertThat(heard).hasToString("Good mor");
        }
    }
}
