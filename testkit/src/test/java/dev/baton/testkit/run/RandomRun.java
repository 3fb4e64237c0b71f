package dev.baton.testkit.run;

import dev.baton.event.StreamHead;
import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.JsonMapping;
import dev.baton.memory.Recall;
import dev.baton.model.ModelRole;
import dev.baton.plan.Callee;
import dev.baton.policy.FactValue;
import dev.baton.policy.Level;
import dev.baton.policy.PolicySet;
import dev.baton.policy.Share;
import dev.baton.policy.Switches;
import dev.baton.policy.WindowUse;
import dev.baton.principal.Principal;
import dev.baton.run.ApprovalState;
import dev.baton.run.Decision;
import dev.baton.run.Delegation;
import dev.baton.run.EffectState;
import dev.baton.run.NextAction;
import dev.baton.run.OnFailure;
import dev.baton.run.Planning;
import dev.baton.run.QuestionState;
import dev.baton.run.RunCommand;
import dev.baton.run.RunDecider;
import dev.baton.run.RunDefinition;
import dev.baton.run.RunEvent;
import dev.baton.run.RunFold;
import dev.baton.run.RunProgram;
import dev.baton.run.RunState;
import dev.baton.run.Situation;
import dev.baton.run.StepId;
import dev.baton.run.WindowReading;
import dev.baton.testkit.shop.SampleShop;
import dev.baton.testkit.shop.ShopVariant;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One run driven by chance: what systems answer, when processes die, what people decide and how time goes. */
final class RandomRun {
    private static final String ASKING_AND_WAITING = """
            {"steps": {
               "order":  {"tool": "orders.get", "args": {"orderId": "${input.orderId}"}},
               "share":  {"ask": "requester", "question": "How much?", "expires": "PT4H",
                          "schema": {"type": "integer", "minimum": 1, "maximum": 9000}},
               "pause":  {"wait": "PT10M", "needs": ["order"]},
               "refund": {"tool": "billing.refund", "needs": ["pause"],
                          "args": {"orderId": "${input.orderId}", "amountMinor": "${steps.share}"}},
               "payout": {"tool": "billing.payout", "needs": ["refund"],
                          "args": {"customerId": "${input.customerId}", "amountMinor": 100}},
               "note":   {"tool": "crm.note", "needs": ["payout"], "expect": "result.id != ''",
                          "args": {"customerId": "${input.customerId}", "text": "Settled"}}},
             "output": {"outcome": "refunded", "refundId": "${steps.refund.id}"}}""";

    private static final String HANDING_OFF = """
            {"steps": {
               "order":  {"tool": "orders.get", "args": {"orderId": "${input.orderId}"}},
               "refund": {"tool": "billing.refund",
                          "args": {"orderId": "${input.orderId}", "amountMinor": "${steps.order.totalMinor}"}},
               "child":  {"handoff": "claim", "input": {"orderId": "${steps.order.id}"}}},
             "output": {"outcome": "refunded", "refundId": "${steps.refund.id}"}}""";

    private static final List<World> WORLDS = List.of(
            World.of(new ShopVariant()),
            World.of(new ShopVariant().onFailure(OnFailure.UNDO).allow(SampleShop.CANCEL_REFUND)),
            World.of(new ShopVariant().onFailure(OnFailure.ASK).ask(SampleShop.CANCEL_REFUND)),
            World.of(new ShopVariant()
                    .onFailure(OnFailure.UNDO)
                    .allow(SampleShop.CANCEL_REFUND)
                    .allow(SampleShop.PAYOUT)
                    .playbook(ASKING_AND_WAITING)),
            World.of(new ShopVariant()
                    .onFailure(OnFailure.UNDO)
                    .allow(SampleShop.CANCEL_REFUND)
                    .playbook(HANDING_OFF)),
            World.of(new ShopVariant()
                    .refundingAtMost(9_000)
                    .reviewing(new Share(5_000))
                    .onFailure(OnFailure.UNDO)
                    .allow(SampleShop.CANCEL_REFUND)),
            World.of(new ShopVariant().plannedBy(planning(Planning.Style.WHOLE, Optional.empty()))),
            World.of(new ShopVariant()
                    .onFailure(OnFailure.UNDO)
                    .allow(SampleShop.CANCEL_REFUND)
                    .plannedBy(planning(Planning.Style.WHOLE, Optional.of("refund-lead")))),
            World.of(new ShopVariant().plannedBy(planning(Planning.Style.STEPWISE, Optional.empty()), "settle")));
    private static final List<Level> LEVELS = List.of(Level.values());
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Set<ModelRole> MODELS = Set.of(ModelRole.PLANNER, ModelRole.JUDGE);

    private final SplittableRandom random;
    private final RandomModel model;
    private final World world;
    private final boolean replacement;
    private final long totalMinor;
    private final List<Recorded> log = new ArrayList<>();
    private final Set<String> mayLeave = new HashSet<>();
    private final Map<String, Integer> executed = new HashMap<>();
    private final List<NextAction.Send> onTheWay = new ArrayList<>();
    private Child child = Child.NONE;
    private Instant now = Instant.parse("2026-01-10T12:00:00Z");
    private long stock = 2;
    private Switches switches = Switches.NONE;
    private Level level = Level.SUPERVISED;
    private RunState state = new RunState.NotStarted();

    /** How it stands with the run that this one hands off to. */
    enum Child {
        NONE,
        GOING_ON,
        COMPLETED,
        REJECTED,
        CANCELED
    }

    /** An event as the log keeps it. */
    record Recorded(Class<? extends RunEvent> type, Json payload, Instant at, RunEvent event) {}

    RandomRun(long seed) {
        this.random = new SplittableRandom(seed);
        this.model = new RandomModel(random);
        this.world = WORLDS.get(random.nextInt(WORLDS.size()));
        this.replacement = random.nextBoolean();
        this.totalMinor = random.nextBoolean() ? 4000 : 8000;
        var input = Json.object("customerId", Json.text("CUS-1"))
                .with("orderId", "ORD-000001")
                .with("wish", replacement ? "replacement" : "refund");
        var requester = Principal.of(Principal.Kind.PERSON, "omar", "operator")
                .actingFor(Principal.of(Principal.Kind.CUSTOMER, "CUS-1"));
        record(RunDecider.submit(
                new RunEvent.Submitted(
                        "h-1",
                        SampleShop.contract().id(),
                        input,
                        requester,
                        "test",
                        Optional.empty(),
                        Digest.ZERO,
                        "refunds",
                        Digest.ZERO,
                        Optional.empty(),
                        Optional.empty()),
                now));
    }

    private static Planning planning(Planning.Style style, Optional<String> approve) {
        return new Planning(style, 1, 2, approve, "").recalling(Recall.DEFAULT);
    }

    /** What a run is carried out by. */
    private record World(RunProgram program, PolicySet policies) {
        static World of(ShopVariant variant) {
            var catalog = variant.catalog();
            var agent = catalog.agents().getLast();
            var definition = new RunDefinition(
                    agent.name(),
                    agent.goal(),
                    SampleShop.contract(),
                    agent.tools(),
                    SampleShop.tools(),
                    "settle",
                    RunDefinition.planOf(catalog.playbooks().getLast()),
                    agent.limits(),
                    agent.onFailure(),
                    List.of(new Callee("claim", Json.object(), Set.of(), Json.object())),
                    agent.planner().planning());
            Map<ToolName, ToolSpec> tools =
                    SampleShop.tools().stream().collect(Collectors.toMap(ToolSpec::name, Function.identity()));
            var input = SampleShop.contract().input();
            return switch (PolicySet.compile(catalog.policies(), tools, input)) {
                case PolicySet.Compilation.Compiled compiled ->
                    new World(new RunProgram(definition), compiled.policies());
                case PolicySet.Compilation.Broken broken -> throw new AssertionError(broken.problems());
            };
        }
    }

    List<Recorded> log() {
        return log;
    }

    RunState state() {
        return state;
    }

    /** How often the systems really did an effect. */
    Map<String, Integer> executed() {
        return executed;
    }

    Child child() {
        return child;
    }

    boolean isOver() {
        return state instanceof RunState.Ended;
    }

    /** One thing that happens by chance. */
    void happen() {
        arrive();
        if (random.nextInt(30) == 0) {
            switches = switches.off().isEmpty() ? off() : Switches.NONE;
        }
        if (random.nextInt(60) == 0) {
            level = LEVELS.get(random.nextInt(LEVELS.size()));
        }
        switch (random.nextInt(12)) {
            case 0 -> now = now.plusMillis(random.nextInt(30_000));
            case 1 -> now = now.plus(random.nextInt(40) == 0 ? Duration.ofHours(5) : Duration.ofSeconds(1));
            case 2 -> crash();
            case 3, 4 -> person();
            case 5 -> {
                stock = random.nextInt(3);
                childGoesOn();
            }
            default -> act();
        }
    }

    private Switches off() {
        var what = switch (random.nextInt(3)) {
            case 0 ->
                new Switches.Off(Switches.Kind.AGENT, "refunds", "person:omar", now, Optional.of("something is wrong"));
            case 1 -> new Switches.Off(Switches.Kind.TOOL, "billing.refund", "person:omar", now, Optional.empty());
            default -> new Switches.Off(Switches.Kind.CONNECTION, "orders", "person:omar", now, Optional.empty());
        };
        return new Switches(List.of(what));
    }

    /** Everything works from here on, and people say yes. */
    void settle() {
        onTheWay.clear();
        switches = Switches.NONE;
        now = now.plusSeconds(20);
        childGoesOn();
        openApproval().ifPresent(this::approve);
        openQuestion().ifPresent(this::answer);
        needsPerson().ifPresent(this::tellTruth);
        var actions = actions();
        if (actions.isEmpty()) {
            decide(new RunCommand.Continue());
        } else {
            decide(well(actions.getFirst()));
        }
    }

    private Situation situation() {
        return new Situation("r-1", world.program(), world.policies(), now, now.plus(LEASE), MODELS, switches, level);
    }

    private List<NextAction> actions() {
        return RunDecider.next(state, situation()).stream()
                .filter(action -> !(action instanceof NextAction.Send send) || mayLeave.contains(key(send)))
                .toList();
    }

    private static String key(NextAction.Send send) {
        return send.effect() + "#" + send.attempt();
    }

    private void act() {
        var actions = actions();
        decide(actions.isEmpty() ? new RunCommand.Continue() : outcome(actions.get(random.nextInt(actions.size()))));
    }

    private void decide(RunCommand command) {
        record(RunDecider.decide(state, command, situation()));
    }

    private void record(Decision decision) {
        for (var event : decision.events()) {
            log.add(new Recorded(event.getClass(), JsonMapping.toJson((Record) event), now, event));
            if (event instanceof RunEvent.EffectIntended intended) {
                mayLeave.add(intended.effect() + "#1");
            } else if (event instanceof RunEvent.EffectResent resent) {
                mayLeave.add(resent.effect() + "#" + resent.attempt());
            }
        }
        state = decision.state();
    }

    /** The process dies: what was on its way may have arrived or not, and everything is read from the log again. */
    private void crash() {
        for (var action : actions()) {
            if (action instanceof NextAction.HandOff && child == Child.NONE && random.nextBoolean()) {
                child = Child.GOING_ON;
            }
            if (action instanceof NextAction.Send send) {
                switch (random.nextInt(3)) {
                    case 0 -> execute(send);
                    case 1 -> onTheWay.add(send);
                    default -> {
                        // it never left
                    }
                }
            }
        }
        mayLeave.clear();
        now = now.plusMillis(random.nextLong(LEASE.toMillis()));
        state = refolded();
        decide(new RunCommand.TakenOver(Set.of()));
    }

    /** A request of a dead process may reach its system late, but no later than it can be on the way. */
    private void arrive() {
        onTheWay.removeIf(send -> now.isAfter(send.sendBy().plus(send.tool().timeout())));
        if (!onTheWay.isEmpty() && random.nextInt(3) == 0) {
            execute(onTheWay.removeFirst());
        }
    }

    RunState refolded() {
        RunState folded = new RunState.NotStarted();
        for (var recorded : log) {
            folded = RunFold.apply(folded, JsonMapping.fromJson(recorded.payload(), recorded.type()), recorded.at());
        }
        return folded;
    }

    private void person() {
        needsPerson().ifPresent(this::tellTruth);
        if (random.nextInt(3) == 0) {
            openQuestion().ifPresent(this::answer);
        }
        if (random.nextInt(12) == 0) {
            doByHand();
        }
        if (random.nextInt(60) == 0) {
            tell(new RunCommand.Skip(anyStep(), "by chance", lena()));
        }
        if (random.nextInt(4) == 0) {
            tell(new RunCommand.RetryNow(anyStep(), lena()));
        }
        var open = openApproval();
        if (open.isPresent()) {
            switch (random.nextInt(6)) {
                case 0 -> tell(new RunCommand.Deny(open.get().asked().approval(), lena(), Optional.empty()));
                case 1 -> edit(open.get());
                default -> approve(open.get());
            }
        } else if (random.nextInt(30) == 0) {
            tell(new RunCommand.Cancel(lena(), "by chance", undo()));
        }
    }

    private void approve(ApprovalState approval) {
        tell(new RunCommand.Approve(approval.asked().approval(), lena(), Optional.empty()));
    }

    private void edit(ApprovalState approval) {
        if (approval.asked().tool().equals(SampleShop.REFUND)) {
            var lower = approval.asked().args().with("amountMinor", Json.number(random.nextInt(1, 9000)));
            tell(new RunCommand.Edit(approval.asked().approval(), lena(), lower, Optional.empty()));
        }
    }

    private void tellTruth(EffectState effect) {
        var happened = executed.getOrDefault(effect.id(), 0) > 0;
        tell(new RunCommand.ResolveByHand(effect.id(), happened, Json.object("id", Json.text("by-hand")), lena()));
    }

    private Optional<Boolean> undo() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(random.nextBoolean());
    }

    private void answer(QuestionState question) {
        var value = question.asked().step().equals(StepId.ENDING)
                ? oneOf(question.asked().schema().get("enum").orElseThrow().asArray())
                : question.asked().of().equals("operator")
                        ? Json.text(random.nextInt(3) == 0 ? "no" : "yes")
                        : Json.number(random.nextInt(10_000)); // 0 and what is above 9000 do not fit
        tell(new RunCommand.Answer(question.asked().input(), value, lena()));
    }

    private Json oneOf(List<Json> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private StepId anyStep() {
        return StepId.of(List.of("order", "refund", "replace", "note", "payout", "share", "pause", "child")
                .get(random.nextInt(8)));
    }

    /** Somebody does a step in the system itself, as long as nothing of it is on its way. */
    private void doByHand() {
        var step =
                StepId.of(List.of("order", "refund", "note", "share", "pause").get(random.nextInt(5)));
        var before = log.size();
        var result = step.equals(StepId.of("order"))
                ? order()
                : step.equals(StepId.of("share")) ? Json.number(7) : id("by-hand");
        tell(new RunCommand.CompleteByHand(step, result, lena()));
        log.subList(before, log.size()).stream()
                .map(Recorded::event)
                .filter(RunEvent.CompletedByHand.class::isInstance)
                .flatMap(event -> ((RunEvent.CompletedByHand) event).effect().stream())
                .forEach(effect -> executed.merge(effect, 1, Integer::sum));
    }

    private void tell(RunCommand command) {
        record(RunDecider.accept(state, command, situation()));
        decide(new RunCommand.Continue());
    }

    private static Principal lena() {
        return Principal.of(Principal.Kind.PERSON, "lena", "refund-lead");
    }

    private Optional<ApprovalState> openApproval() {
        return state instanceof RunState.Active run ? run.openApproval() : Optional.empty();
    }

    private Optional<QuestionState> openQuestion() {
        return state instanceof RunState.Active run ? run.openQuestion() : Optional.empty();
    }

    private Optional<EffectState> needsPerson() {
        return state instanceof RunState.Active run
                ? run.unsettled().stream()
                        .filter(effect -> effect.status() instanceof EffectState.Status.NeedsPerson)
                        .findFirst()
                : Optional.empty();
    }

    private RunCommand outcome(NextAction action) {
        return switch (random.nextInt(6)) {
            case 0 -> badly(action, new ToolResult.Unavailable("refused", Optional.empty()), false);
            case 1 -> badly(action, new ToolResult.Unknown("cut before"), false);
            case 2 -> badly(action, new ToolResult.Unknown("cut after"), true);
            default -> well(action);
        };
    }

    private RunCommand badly(NextAction action, ToolResult result, boolean done) {
        return switch (action) {
            case NextAction.Read read -> new RunCommand.ReadReturned(read, result);
            case NextAction.Judge judge ->
                new RunCommand.Judged(
                        judge,
                        random.nextInt(3) == 0
                                ? Map.of("refunds/order", new FactValue.Missing("down", random.nextInt(4) > 0))
                                : facts(judge),
                        windows(judge),
                        Optional.empty());
            case NextAction.Recheck recheck -> well(recheck);
            case NextAction.Remember remember -> well(remember);
            case NextAction.MakePlan make ->
                new RunCommand.PlanReturned(make, model.failure("plan", random.nextInt(20) > 0));
            case NextAction.AskJudge asked -> new RunCommand.JudgeReturned(asked, model.failure("judge", true));
            case NextAction.LookUp lookUp -> new RunCommand.LookUpReturned(lookUp.effect(), result);
            case NextAction.HandOff handOff -> {
                if (done && child == Child.NONE) {
                    child = Child.GOING_ON;
                }
                yield new RunCommand.HandoffReturned(
                        handOff.step(), new Delegation.Unavailable("too busy", Duration.ofSeconds(5)));
            }
            case NextAction.Follow follow -> well(follow);
            case NextAction.Send send -> {
                if (done) {
                    execute(send);
                }
                mayLeave.remove(key(send));
                yield new RunCommand.SendReturned(send.effect(), result);
            }
        };
    }

    /** Now and then there is no room left. */
    private Map<String, WindowReading> windows(NextAction.Judge judge) {
        var spent = random.nextInt(5) == 0 ? BigDecimal.valueOf(8_000) : BigDecimal.ZERO;
        return judge.windows().stream()
                .collect(Collectors.toMap(WindowUse::key, use -> new WindowReading(spent, StreamHead.EMPTY)));
    }

    private RunCommand well(NextAction action) {
        return switch (action) {
            case NextAction.Read read -> new RunCommand.ReadReturned(read, read(read.tool()));
            case NextAction.Judge judge -> new RunCommand.Judged(judge, facts(judge), windows(judge), Optional.empty());
            case NextAction.Recheck recheck -> new RunCommand.Rechecked(recheck, again(recheck));
            case NextAction.Remember ignored -> new RunCommand.Recalled(List.of());
            case NextAction.MakePlan make -> new RunCommand.PlanReturned(make, model.plan(make));
            case NextAction.AskJudge asked -> new RunCommand.JudgeReturned(asked, model.judgement(asked));
            case NextAction.LookUp lookUp ->
                new RunCommand.LookUpReturned(lookUp.effect(), new ToolResult.Done(notes(lookUp.effect())));
            case NextAction.HandOff handOff -> new RunCommand.HandoffReturned(handOff.step(), handOff());
            case NextAction.Follow follow -> new RunCommand.HandoffReturned(follow.step(), follow(follow.cancel()));
            case NextAction.Send send -> {
                mayLeave.remove(key(send));
                execute(send);
                yield new RunCommand.SendReturned(send.effect(), new ToolResult.Done(id(send.effect())));
            }
        };
    }

    private Delegation handOff() {
        if (child == Child.NONE) {
            child = Child.GOING_ON;
        }
        return follow(false);
    }

    private Delegation follow(boolean cancel) {
        if (cancel && child == Child.GOING_ON && random.nextBoolean()) {
            child = Child.CANCELED;
        }
        return switch (child) {
            case NONE -> new Delegation.None();
            case GOING_ON -> new Delegation.Accepted("h-child");
            case COMPLETED -> new Delegation.Ended("h-child", receipt(HandoffState.COMPLETED));
            case REJECTED -> new Delegation.Ended("h-child", receipt(HandoffState.REJECTED));
            case CANCELED -> new Delegation.Ended("h-child", receipt(HandoffState.CANCELED));
        };
    }

    private void childGoesOn() {
        if (child == Child.GOING_ON && random.nextInt(3) == 0) {
            child = random.nextInt(3) == 0 ? Child.REJECTED : Child.COMPLETED;
        }
    }

    private Receipt receipt(HandoffState end) {
        return new Receipt(
                end,
                Optional.empty(),
                Json.object(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Receipt.Cost.NONE,
                now,
                now,
                List.of());
    }

    private Map<StepId, ToolResult> again(NextAction.Recheck recheck) {
        return recheck.reads().stream().collect(Collectors.toMap(NextAction.Read::step, read -> read(read.tool())));
    }

    private ToolResult read(ToolSpec tool) {
        return new ToolResult.Done(
                tool.name().equals(SampleShop.STOCK) ? Json.object("available", Json.number(stock)) : order());
    }

    private Json.Obj order() {
        return Json.object("id", Json.text("ORD-000001"))
                .with("customerId", "CUS-1")
                .with("totalMinor", Json.number(totalMinor))
                .with("sku", "SKU-1");
    }

    private Map<String, FactValue> facts(NextAction.Judge judge) {
        return judge.facts().stream()
                .collect(Collectors.toMap(fact -> fact.key(), fact -> new FactValue.Known(order())));
    }

    private Json notes(String effect) {
        return executed.getOrDefault(effect, 0) > 0 ? Json.array(id(effect)) : Json.array();
    }

    private static Json.Obj id(String effect) {
        return Json.object("id", Json.text("done-" + effect)).with("reference", effect);
    }

    /** With an idempotency key the system does it once however often it is asked; without one, every time. */
    private void execute(NextAction.Send send) {
        var keyed = send.tool().idempotency() instanceof Idempotency.Key;
        executed.merge(send.effect(), 1, keyed ? (before, one) -> 1 : Integer::sum);
    }
}
