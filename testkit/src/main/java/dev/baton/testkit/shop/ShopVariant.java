package dev.baton.testkit.shop;

import dev.baton.agent.AgentDefinition;
import dev.baton.engine.Catalog;
import dev.baton.handoff.Contract;
import dev.baton.plan.Playbook;
import dev.baton.policy.Policy;
import dev.baton.policy.Policy.ApprovalTerms;
import dev.baton.policy.Policy.Decision;
import dev.baton.policy.Policy.Rule;
import dev.baton.policy.Share;
import dev.baton.principal.People;
import dev.baton.run.Limits;
import dev.baton.run.OnFailure;
import dev.baton.run.Planning;
import dev.baton.tool.ToolName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@link SampleShop} with some of its definitions changed. */
public final class ShopVariant {
    private final List<Contract> contracts = new ArrayList<>(List.of(SampleShop.contract()));
    private final List<AgentDefinition> others = new ArrayList<>();
    private final List<Playbook> playbooks = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>(SampleShop.policy().rules());
    private final List<ToolName> tools = new ArrayList<>(SampleShop.agent().tools());
    private final Map<String, Policy.Window> windows = new LinkedHashMap<>();
    private Playbook playbook = SampleShop.playbook();
    private AgentDefinition.Autonomy level = AgentDefinition.Autonomy.SUPERVISED;
    private OnFailure onFailure = OnFailure.KEEP;
    private Limits limits = Limits.DEFAULT;
    private People people = People.NONE;
    private AgentDefinition.Planner planner = SampleShop.agent().planner();

    /** Who works here. */
    public ShopVariant people(People those) {
        people = those;
        return this;
    }

    /** Another playbook, as JSON, for the agent of damaged orders. */
    public ShopVariant playbook(String plan) {
        playbook = SampleShop.playbook("settle", plan);
        return this;
    }

    public ShopVariant onFailure(OnFailure choice) {
        onFailure = choice;
        return this;
    }

    /** How much the agent may do by itself. */
    public ShopVariant level(AgentDefinition.Autonomy autonomy) {
        level = autonomy;
        return this;
    }

    public ShopVariant limits(Limits bounds) {
        limits = bounds;
        return this;
    }

    /** Has a model plan, without a playbook to fall back to. */
    public ShopVariant plannedBy(Planning planning) {
        planner = new AgentDefinition.Planner.Model(planning, Optional.empty());
        return this;
    }

    /** Has a model plan, and the playbook used when it cannot. */
    public ShopVariant plannedBy(Planning planning, String fallback) {
        planner = new AgentDefinition.Planner.Model(planning, Optional.of(fallback));
        return this;
    }

    /** At most so much is refunded to a customer within 30 days, in minor units. */
    public ShopVariant refundingAtMost(long minor) {
        windows.put(
                "refunded",
                new Policy.Window(
                        "${handoff.input.customerId}",
                        Duration.ofDays(30),
                        Optional.of("args.amountMinor"),
                        List.of(SampleShop.REFUND)));
        rules.addFirst(SampleShop.rule(
                "too-much",
                Decision.DENY,
                List.of(SampleShop.REFUND),
                "window('refunded') + args.amountMinor > " + minor,
                "No more is refunded within 30 days."));
        return this;
    }

    /** Grants a write and allows it. */
    public ShopVariant allow(ToolName tool) {
        tools.add(tool);
        rules.add(
                SampleShop.rule("allow-" + tool.operation(), Decision.ALLOW, List.of(tool), "true", "It is allowed."));
        return this;
    }

    /** Grants a write and has a refund-lead asked. */
    public ShopVariant ask(ToolName tool) {
        tools.add(tool);
        rules.add(SampleShop.ask("ask-" + tool.operation(), List.of(tool)));
        return this;
    }

    /** Has people asked on these terms, before any other rule. */
    public ShopVariant ask(ToolName tool, ApprovalTerms terms) {
        rules.addFirst(new Rule(
                "asked",
                Decision.ASK,
                List.of(tool),
                Optional.empty(),
                Optional.of("A colleague confirms."),
                Optional.of(terms)));
        return this;
    }

    /** Has so much of what people would be asked about larger orders looked at afterwards, where nobody is asked. */
    public ShopVariant reviewing(Share sample) {
        rules.replaceAll(rule -> rule.id().equals("larger")
                ? new Rule(
                        rule.id(),
                        rule.decision(),
                        rule.tools(),
                        rule.when(),
                        rule.because(),
                        rule.approval(),
                        Optional.of(sample))
                : rule);
        return this;
    }

    /** Grants a tool about which the policy says nothing. */
    public ShopVariant grant(ToolName tool) {
        tools.add(tool);
        return this;
    }

    /** Lets agents hand off damaged orders. */
    public ShopVariant calledBy(String... callers) {
        contracts.set(
                0,
                ofName(
                        contracts.getFirst(),
                        contracts.getFirst().id(),
                        callers,
                        contracts.getFirst().single()));
        return this;
    }

    /**
     * Another agent, {@code claims}, with a contract of the same form under its own name.
     *
     * @param plan its playbook as JSON
     */
    public ShopVariant claims(String plan, String... callers) {
        var contract = SampleShop.contract();
        contracts.add(ofName(contract, new dev.baton.handoff.ContractId("claim", 1), callers, Optional.empty()));
        playbooks.add(SampleShop.playbook("claims", plan));
        var agent = SampleShop.agent();
        others.add(new AgentDefinition(
                "claims",
                "Takes claims",
                List.of("claim"),
                "The claim is passed on",
                List.of(SampleShop.ORDER),
                List.of(),
                new AgentDefinition.Planner.Playbook("claims"),
                agent.autonomy(),
                Limits.DEFAULT,
                OnFailure.KEEP,
                ""));
        return this;
    }

    private static Contract ofName(
            Contract contract, dev.baton.handoff.ContractId id, String[] callers, Optional<String> single) {
        var all = new ArrayList<>(contract.callers());
        all.addAll(List.of(callers));
        return new Contract(
                id,
                contract.description(),
                all,
                single,
                contract.confirm(),
                contract.input(),
                contract.output(),
                id.equals(contract.id()) ? contract.proof() : Map.of(),
                contract.examples(),
                contract.status());
    }

    public Catalog catalog() {
        var policy = SampleShop.policy();
        var agent = SampleShop.agent();
        var agents = new ArrayList<>(others);
        agents.add(new AgentDefinition(
                agent.name(),
                agent.description(),
                agent.performs(),
                agent.goal(),
                tools,
                agent.policies(),
                planner,
                level,
                limits,
                onFailure,
                ""));
        var books = new ArrayList<>(playbooks);
        books.add(playbook);
        return new Catalog(
                contracts,
                agents,
                List.of(new Policy(policy.name(), policy.facts(), windows, rules, List.of())),
                books,
                people);
    }
}
