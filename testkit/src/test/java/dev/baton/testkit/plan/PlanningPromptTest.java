package dev.baton.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.ModelRequests;
import dev.baton.handoff.Contract;
import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.json.Problem;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelRequest;
import dev.baton.model.Prompts;
import dev.baton.plan.Compilation;
import dev.baton.plan.PlanCompiler;
import dev.baton.plan.PlanForm;
import dev.baton.plan.PlanProposal;
import dev.baton.plan.PlanReader;
import dev.baton.run.Planning;
import dev.baton.run.PlanningBrief;
import dev.baton.run.PlanningState;
import dev.baton.run.RunDefinition;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.tool.Access;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a model is told about planning is true. */
class PlanningPromptTest {
    private static final Json.Obj ROOM = object("{\"room\": TEXT, \"day\": TEXT, \"person\": TEXT}");
    private static final Json.Obj ID = object("{\"id\": TEXT}");
    private static final List<ToolSpec> TOOLS = List.of(
            tool(
                    "rooms.check",
                    Access.READ,
                    "{\"room\": TEXT, \"day\": TEXT}",
                    object("{\"free\": FLAG, \"price\": WHOLE}")),
            tool("rooms.book", Access.WRITE, "{\"room\": TEXT, \"day\": TEXT, \"price\": WHOLE}", ID),
            tool("rooms.queue", Access.WRITE, "{\"room\": TEXT, \"day\": TEXT}", ID),
            tool("mail.send", Access.WRITE, "{\"person\": TEXT, \"text\": TEXT}", ID));
    private static final Json.Obj BOOKED =
            object("{\"outcome\": TEXT, \"bookingId\": TEXT}").with("required", Json.texts(List.of("outcome")));

    private static Json.Obj object(String properties) {
        var members = Json.parse(properties
                        .replace("TEXT", "{\"type\": \"string\"}")
                        .replace("WHOLE", "{\"type\": \"integer\"}")
                        .replace("FLAG", "{\"type\": \"boolean\"}"))
                .asObject();
        return Json.object("type", Json.text("object"))
                .with("properties", members)
                .with("required", Json.texts(members.members().keySet()))
                .with("additionalProperties", Json.bool(false));
    }

    private static ToolSpec tool(String name, Access access, String input, Json.Obj output) {
        return new ToolSpec(
                ToolName.parse(name),
                "",
                access,
                object(input),
                output,
                Json.object(),
                new Idempotency.None(Duration.ZERO),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Optional.empty());
    }

    @Test
    void theExampleOfThePromptIsAPlan_inTheFormThatIsAskedFor() {
        // given
        var example = Pattern.compile("^\\{\"outline\": \\[.*?^\"output\": .*?}}$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Prompts.SHIPPED.get("plan").text());
        assertThat(example.find()).isTrue();
        var answer = Json.parse(example.group());

        // then
        var form = PlanForm.outlined(PlanForm.schema(TOOLS, List.of(), BOOKED));
        assertThat(JsonSchema.of(form).validate(answer)).isEmpty();
        var plan = ((PlanProposal.Proposed) PlanProposal.read(answer)).plan();
        var read = PlanReader.read(Fields.of(plan)).orElseThrow();
        assertThat(new PlanCompiler(TOOLS, List.of(), ROOM, BOOKED).compile(read))
                .isInstanceOf(Compilation.Compiled.class);
    }

    private static RunDefinition definition(Planning.Style style) {
        var agent = SampleShop.agent();
        return new RunDefinition(
                agent.name(),
                agent.goal(),
                SampleShop.contract(),
                agent.tools(),
                SampleShop.tools(),
                "",
                Json.object(),
                agent.limits(),
                agent.onFailure(),
                List.of(),
                Optional.of(new Planning(style, 2, 3, Optional.empty(), "Be quick.")));
    }

    private static PlanningBrief brief(String order, Optional<PlanningState.Rejection> last) {
        return new PlanningBrief(
                Json.object("orderId", Json.text(order)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Json.object(),
                List.of(),
                List.of(),
                List.of(),
                last);
    }

    private static String instructions(ModelRequest request) {
        return ((ModelMessage.Instructions) request.messages().getFirst()).text();
    }

    @Test
    void whatIsTheSameForAllRunsComesFirst_andHoldsNothingOfOne() {
        // when
        var one = ModelRequests.plan(
                definition(Planning.Style.WHOLE), brief("ORD-000001", Optional.empty()), Prompts.SHIPPED);
        var other = ModelRequests.plan(
                definition(Planning.Style.WHOLE), brief("ORD-000002", Optional.empty()), Prompts.SHIPPED);

        // then
        assertThat(instructions(one)).isEqualTo(instructions(other)).doesNotContain("ORD-00000");
        assertThat(instructions(one))
                .contains("- billing.refund (write)\n  args: {orderId: string, amountMinor: integer}")
                .contains("at most once for settle:${args.orderId}")
                .contains("can be taken back with billing.cancelRefund")
                .contains("wish: \"refund\" | \"replacement\"")
                .doesNotContain("billing.payout");
        assertThat(one.form()).isEqualTo(other.form()).isPresent();
        assertThat(one.prompt().name()).isEqualTo("plan");
    }

    @Test
    void givenAStepwisePlanner_thenItHasItsOwnPrompt() {
        var request = ModelRequests.plan(
                definition(Planning.Style.STEPWISE), brief("ORD-000001", Optional.empty()), Prompts.SHIPPED);
        assertThat(request.prompt().name()).isEqualTo("step");
        assertThat(instructions(request)).contains("The claim is settled and recorded");
    }

    @Test
    void givenAProposalOfNoUse_thenItIsGivenBackWithItsProblems() {
        // given
        var rejection = new PlanningState.Rejection(
                Json.parse("{\"steps\":[{\"name\":\"get the stock\"}]}"),
                List.of(new Problem("/steps/getTheStock", "a step needs a tool")));

        // when
        var messages = ModelRequests.plan(
                        definition(Planning.Style.WHOLE), brief("ORD-000001", Optional.of(rejection)), Prompts.SHIPPED)
                .messages();

        // then
        assertThat(messages).hasSize(4);
        assertThat(messages.get(2))
                .isEqualTo(new ModelMessage.Reply("{\"steps\":[{\"name\":\"getTheStock\"}]}", List.of()));
        assertThat(((ModelMessage.User) messages.get(3)).text()).contains("/steps/getTheStock: a step needs a tool");
    }

    @Test
    void givenAProposalThatLooksInTheRequestForWhatAStepFinds_thenItIsToldWhereThatIs() {
        var problem = new Problem("/steps/send/args", "sku: input has no member 'order'; did you mean 'orderId'?");
        var rejection = new PlanningState.Rejection(
                Json.parse("{\"steps\":[{\"name\":\"getTheOrder\"},{\"name\":\"send\"}]}"), List.of(problem));

        var messages = ModelRequests.plan(
                        definition(Planning.Style.WHOLE), brief("ORD-000001", Optional.of(rejection)), Prompts.SHIPPED)
                .messages();

        assertThat(((ModelMessage.User) messages.get(3)).text())
                .contains("${steps.getTheOrder.FIELD}", "The steps are getTheOrder, send.");
    }

    @Test
    void personalValuesAreReferredToAndNotShown_whereverTheyStand() {
        // given
        var plain = definition(Planning.Style.WHOLE);
        var contract = plain.contract();
        var name = Json.object("type", Json.text("string")).with("x-personal", Json.bool(true));
        var input = contract.input()
                .with(
                        "properties",
                        contract.input()
                                .get("properties")
                                .orElseThrow()
                                .asObject()
                                .with("name", name));
        var order = plain.tool(SampleShop.ORDER).orElseThrow();
        var marked = new ToolSpec(
                order.name(),
                order.description(),
                order.access(),
                order.input(),
                Json.object("type", Json.text("object")).with("properties", Json.object("street", name)),
                order.bind(),
                order.idempotency(),
                order.once(),
                order.visible(),
                order.timeout(),
                order.undo());
        var definition = new RunDefinition(
                plain.agent(),
                plain.goal(),
                new Contract(
                        contract.id(),
                        contract.description(),
                        contract.callers(),
                        contract.single(),
                        contract.confirm(),
                        input,
                        contract.output(),
                        contract.proof(),
                        contract.examples(),
                        contract.status()),
                plain.granted(),
                List.of(marked),
                "",
                Json.object(),
                plain.limits(),
                plain.onFailure(),
                List.of(),
                plain.planning());
        var brief = new PlanningBrief(
                Json.object("orderId", Json.text("ORD-000001")).with("name", "Ada MARKER-1"),
                Optional.of("the refund to Ada MARKER-1 was refused"),
                Optional.of(Json.parse("{\"steps\": {\"order\": {\"tool\": \"" + SampleShop.ORDER
                                + "\", \"args\": {\"note\": \"for Ada MARKER-1\"}}}}")
                        .asObject()),
                Optional.empty(),
                Json.parse("{\"order\": {\"street\": \"MARKER-2 Road\", \"totalMinor\": 8000}}")
                        .asObject(),
                List.of("the step refund was skipped: when is false: 'MARKER-2 Road' == ''"),
                List.of("billing.refund for MARKER-2 Road"),
                List.of(),
                Optional.of(new PlanningState.Rejection(
                        Json.parse("{\"steps\": {\"x\": {\"ask\": \"MARKER-2 Road\"}}}"),
                        List.of(new Problem("/steps/x", "'Ada MARKER-1' is no step")))));

        // when
        var request = ModelRequests.plan(definition, brief, Prompts.SHIPPED);

        // then
        assertThat(request.messages().toString())
                .doesNotContain("MARKER")
                .contains("\"name\":\"(personal)\"", "\"totalMinor\":8000", "never write it out");
    }
}
