package dev.baton.models.supply;

import static dev.baton.models.supply.Given.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelRole;
import dev.baton.model.ModelStatus.State;
import dev.baton.model.ModelsDefinition;
import dev.baton.model.ModelsStatus;
import dev.baton.model.Prompts;
import dev.baton.models.supply.SuppliedModels.Supply;
import dev.baton.testkit.SettableClock;
import dev.baton.testkit.model.Answer;
import dev.baton.testkit.model.wire.ModelServer;
import dev.baton.testkit.model.wire.OpenAiWire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SuppliedModelsTest {
    private static final String KEY = "sk-test-secret";

    private final Map<String, String> variables = Map.of("${secret.GOOD_KEY}", KEY);

    private String resolve(String text) {
        if (text.startsWith("${")) {
            return Optional.ofNullable(variables.get(text)).orElseThrow(() -> new IllegalArgumentException("no value"));
        }
        return text;
    }

    private SuppliedModels open(Map<ModelRole, List<String>> roles, ModelDefinition... definitions) {
        var models = new LinkedHashMap<String, ModelDefinition>();
        for (var definition : definitions) {
            models.put(definition.name(), definition);
        }
        return SuppliedModels.open(
                new ModelsDefinition(models, roles, false),
                Prompts.SHIPPED,
                new Supply(this::resolve, Spending.inMemory(), CallWatch.NONE, new SettableClock(), Given.HASTY));
    }

    private static ModelDefinition at(ModelServer server, String name, String variable) {
        return ModelDefinition.of(
                name,
                ModelDefinition.Provider.OPENAI_COMPATIBLE,
                "served-model",
                Optional.of(server.url()),
                Optional.of(variable));
    }

    @Test
    void givenAKey_whenARoleIsAsked_thenItsModelAnswersWithIt() throws InterruptedException {
        try (var server = ModelServer.answering(new OpenAiWire(), Answer.text("Good ", "morning"));
                var models = open(Map.of(ModelRole.PLANNER, List.of("main")), at(server, "main", "GOOD_KEY"))) {
            var reply = models.of(ModelRole.PLANNER).orElseThrow().chat(QUESTION);

            assertThat(reply.text()).isEqualTo("Good morning");
            assertThat(server.requests().getFirst().header("Authorization")).contains("Bearer " + KEY);
            assertThat(models.of(ModelRole.JUDGE)).isEmpty();
            assertThat(models.notices()).isEmpty();
        }
    }

    @Test
    void givenNoKeyAndNobodyElse_thenTheRoleIsEmptyAndItIsSaidWhatThatMeans() {
        try (var server = ModelServer.answering(new OpenAiWire());
                var models = open(
                        Map.of(ModelRole.PLANNER, List.of("main"), ModelRole.ASSISTANT, List.of("main")),
                        at(server, "main", "LOST_KEY"))) {
            assertThat(models.of(ModelRole.PLANNER)).isEmpty();
            assertThat(models.notices()).singleElement().satisfies(notice -> {
                assertThat(notice.model()).isEqualTo("main");
                assertThat(notice.message())
                        .contains("LOST_KEY", "127.0.0.1:", "assistants fill forms", "only playbooks make plans");
            });
            assertThat(models.status().models().getFirst().state()).isEqualTo(State.UNAVAILABLE);
        }
    }

    @Test
    void givenNoKeyButAStandIn_thenThatOneIsAskedAndItIsSaid() throws InterruptedException {
        try (var server = ModelServer.answering(new OpenAiWire(), Answer.text("Good ", "morning"));
                var models = open(
                        Map.of(ModelRole.PLANNER, List.of("main", "other")),
                        at(server, "main", "LOST_KEY"),
                        at(server, "other", "GOOD_KEY"))) {
            assertThat(models.notices())
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.message()).contains("Until then 'other' is the planner"));
            assertThat(models.of(ModelRole.PLANNER).orElseThrow().chat(QUESTION).model())
                    .isEqualTo("other");
            assertThat(models.status().roles())
                    .containsExactly(new ModelsStatus.RoleStatus(
                            ModelRole.PLANNER, List.of("main", "other"), Optional.of("other")));
            assertThat(models.status().roles().getFirst().isStoodInFor()).isTrue();
        }
    }

    @Test
    void givenContentIsToBeRecorded_thenThatIsToldToWhoeverRecords() {
        for (var recorded : List.of(true, false)) {
            var definition = new ModelsDefinition(Map.of(), Map.of(), recorded);
            try (var models = SuppliedModels.open(definition, Prompts.SHIPPED, Supply.plain(this::resolve))) {
                assertThat(models.recordsContent()).isEqualTo(recorded);
            }
        }
    }

    @Test
    void givenModels_whenProbed_thenEachIsAskedOnceAndItIsToldWhatIsWrong() throws InterruptedException {
        try (var good = ModelServer.answering(new OpenAiWire(), Answer.text("ok"));
                var bad = ModelServer.answering(new OpenAiWire(), Answer.status(401), Answer.status(401));
                var models = open(
                        Map.of(),
                        at(good, "good", "GOOD_KEY"),
                        at(bad, "bad", "GOOD_KEY"),
                        at(bad, "keyless", "LOST_KEY"))) {
            var probes = models.probe();

            assertThat(probes).extracting("name").containsExactly("good", "bad", "keyless");
            assertThat(probes).extracting("works").containsExactly(true, false, false);
            assertThat(probes.get(1).problem().orElseThrow())
                    .contains("GOOD_KEY", "127.0.0.1:")
                    .doesNotContain(KEY);
            assertThat(probes.get(2).problem().orElseThrow()).contains("LOST_KEY");
            assertThat(bad.requests()).hasSize(1);
        }
    }
}
