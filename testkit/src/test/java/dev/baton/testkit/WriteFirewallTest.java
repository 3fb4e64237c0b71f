package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Catalog;
import dev.baton.engine.Engine;
import dev.baton.engine.EngineSettings;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.Submission;
import dev.baton.handoff.Contract;
import dev.baton.json.Json;
import dev.baton.model.Models;
import dev.baton.policy.Policy;
import dev.baton.principal.Principal;
import dev.baton.run.Planning;
import dev.baton.testkit.model.ScriptedModel;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopSystems;
import dev.baton.testkit.shop.ShopVariant;
import dev.baton.tool.ReadOnlyTools;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever asks, whatever is written and whichever way it comes: without a rule that allows it no write reaches a system.
 */
class WriteFirewallTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Planning WHOLE = new Planning(Planning.Style.WHOLE, 0, 0, Optional.empty(), "");

    /** How a write gets into a run. */
    enum Path {
        /** A playbook in the agent's files. */
        DEFINITION,
        /** A plan of a model that was granted the tool. */
        MODEL,
        /** A plan of a model that was not. */
        MODEL_WITHOUT_GRANT,
        /** An event that was replayed: the run's log is worked on again by another engine. */
        REPLAYED
    }

    private final ShopSystems shop = new ShopSystems().order("ORD-000040", "CUS-1", 4000);
    private final InMemoryEventStore store = new InMemoryEventStore();
    private final ScriptedModel model = new ScriptedModel();

    static Stream<Arguments> everything() {
        return Arrays.stream(Principal.Kind.values())
                .flatMap(kind -> SampleShop.tools().stream()
                        .filter(ToolSpec::isWrite)
                        .flatMap(tool ->
                                Arrays.stream(Path.values()).map(path -> Arguments.of(kind, tool.name(), path))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void givenNoRuleThatAllowsIt_thenNoWriteIsSent(Principal.Kind kind, ToolName tool, Path path) throws Exception {
        var by = Principal.of(kind, "CUS-1", "operator", "refund-lead", Principal.ACT_FOR);
        run(by, tool, path);
        if (path == Path.REPLAYED) {
            run(by, tool, path);
        }

        SampleShop.tools().forEach(any -> assertThat(shop.effects(any.name())).isEmpty());
        assertThat(store.follow(0, 10_000))
                .noneMatch(event ->
                        event.type().equals("EffectIntended") || event.type().equals("EffectResent"));
    }

    private void run(Principal by, ToolName tool, Path path) throws InterruptedException {
        var byModel = path == Path.MODEL || path == Path.MODEL_WITHOUT_GRANT;
        if (byModel) {
            model.gives(
                    "plan",
                    Json.parse("{\"steps\": [{\"name\": \"write\", \"tool\": \"" + tool + "\", \"args\": "
                            + args(tool).write() + "}], \"output\": {\"outcome\": \"refunded\"}}"));
        }
        var catalog = catalog(tool, path);
        var settings = EngineSettings.embedded(store, new InMemoryViewStore(), shop, () -> catalog)
                .withModels(byModel ? Models.of(model) : Models.NONE);
        try (var engine = Engine.start(settings)) {
            var input = Json.object("customerId", Json.text("CUS-1"))
                    .with("orderId", "ORD-000040")
                    .with("wish", "refund");
            var submitted =
                    engine.handoffs().submit(new HandoffRequest("damaged-order", input, by, "test", Optional.empty()));
            if (submitted instanceof Submission.Accepted accepted) {
                var end = engine.handoffs()
                        .await(accepted.handoff().id(), PATIENCE)
                        .orElseThrow();
                assertThat(end.state().isTerminal()).isTrue();
                assertThat(end.receipt().orElseThrow().confirmations()).isEmpty();
                // completing it by hand, or telling what became of it, calls no tool either
                engine.runs().resolve(end.run(), "write", true, Optional.of(Json.text("X-1")), by);
            }
        }
        // and what assistants get has no write in it at all
        assertThat(new ReadOnlyTools(shop, List.of(tool)).find(tool)).isEmpty();
    }

    private static Catalog catalog(ToolName tool, Path path) {
        var plan = "{\"steps\": {\"write\": {\"tool\": \"" + tool + "\", \"args\": "
                + args(tool).write() + "}}, \"output\": {\"outcome\": \"refunded\"}}";
        var variant = new ShopVariant().playbook(plan);
        var granted = switch (path) {
            case DEFINITION, REPLAYED -> granting(variant, tool);
            case MODEL -> granting(variant, tool).plannedBy(WHOLE);
            case MODEL_WITHOUT_GRANT -> variant.plannedBy(WHOLE);
        };
        var shop = granted.catalog();
        return new Catalog(
                shop.contracts().stream().map(WriteFirewallTest::forEverybody).toList(),
                shop.agents(),
                List.of(new Policy("refunds", Map.of(), List.of(), List.of())),
                shop.playbooks());
    }

    private static ShopVariant granting(ShopVariant variant, ToolName tool) {
        return SampleShop.agent().tools().contains(tool) ? variant : variant.grant(tool);
    }

    private static Contract forEverybody(Contract contract) {
        return new Contract(
                contract.id(),
                contract.description(),
                List.of("role:operator", "assistant:CUS-1", "agent:CUS-1", "trigger:CUS-1", "role:service"),
                Optional.empty(),
                contract.confirm(),
                contract.input(),
                contract.output(),
                contract.proof(),
                contract.examples(),
                contract.status());
    }

    private static Json.Obj args(ToolName tool) {
        var input = SampleShop.tools().stream()
                .filter(spec -> spec.name().equals(tool))
                .findFirst()
                .orElseThrow()
                .input();
        var args = new HashMap<String, Json>();
        input.get("properties")
                .orElseThrow()
                .asObject()
                .members()
                .forEach((name, schema) -> args.put(
                        name,
                        schema.textAt("type").equals(Optional.of("integer"))
                                ? Json.number(100)
                                : Json.text(value(name))));
        return new Json.Obj(args);
    }

    private static String value(String name) {
        return switch (name) {
            case "customerId" -> "${input.customerId}";
            case "orderId" -> "${input.orderId}";
            default -> "x";
        };
    }
}
