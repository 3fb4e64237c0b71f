package dev.baton.server.fake;

import dev.baton.engine.Approvals;
import dev.baton.engine.Callbacks;
import dev.baton.engine.Conversations;
import dev.baton.engine.Erasures;
import dev.baton.engine.Handoffs;
import dev.baton.engine.Inbox;
import dev.baton.engine.Oversight;
import dev.baton.engine.Runs;
import dev.baton.engine.Switchboard;
import dev.baton.json.Json;
import dev.baton.model.ModelProbe;
import dev.baton.model.ModelsStatus;
import dev.baton.principal.People;
import dev.baton.principal.Principal;
import dev.baton.principal.Principal.Kind;
import dev.baton.server.Platform;
import dev.baton.server.door.hook.Hook;
import dev.baton.server.identity.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A workspace with two customers, a refund lead and an operator. */
public class FakePlatform implements Platform {
    public static final People PEOPLE = new People(Map.of(
            "lena", Principal.of(Kind.PERSON, "lena", "refund-lead"),
            "omar", Principal.of(Kind.PERSON, "omar", "operator"),
            "till", Principal.of(Kind.SERVICE, "till"),
            "CUS-0001", Principal.of(Kind.CUSTOMER, "CUS-0001"),
            "CUS-0002", Principal.of(Kind.CUSTOMER, "CUS-0002")));

    public final FakeWork work = new FakeWork();
    public final FakeApprovals approvals = new FakeApprovals();
    public final FakeInbox inbox = new FakeInbox();
    public final FakeConversations conversations = new FakeConversations(work);
    public final FakeCallbacks callbacks = new FakeCallbacks();
    public volatile ModelsStatus models = FakeModels.STATUS;
    public volatile List<Hook> hooks = List.of();
    private final List<Tokens> tokens;
    private final Switchboard switches = new FakeSwitches();
    private final Oversight oversight = new FakeOversight().oversight();
    private volatile Optional<String> refusal = Optional.empty();

    public FakePlatform() {
        this(List.of());
    }

    /** @param tokens how tokens are checked */
    public FakePlatform(List<Tokens> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    @Override
    public List<Tokens> tokens() {
        return tokens;
    }

    @Override
    public List<Hook> hooks() {
        return hooks;
    }

    @Override
    public Handoffs handoffs() {
        return work.handoffs();
    }

    @Override
    public Runs runs() {
        return work.runs();
    }

    @Override
    public Approvals approvals() {
        return approvals;
    }

    @Override
    public Callbacks callbacks() {
        return callbacks;
    }

    @Override
    public Inbox inbox() {
        return inbox;
    }

    @Override
    public Conversations conversations() {
        return conversations;
    }

    @Override
    public Erasures erasures() {
        return work.erasures();
    }

    @Override
    public Switchboard switches() {
        return switches;
    }

    @Override
    public List<String> assistants() {
        return List.of("support");
    }

    @Override
    public Oversight oversight() {
        return oversight;
    }

    @Override
    public People people() {
        return PEOPLE;
    }

    @Override
    public Set<String> roles() {
        return Set.of("refund-lead");
    }

    @Override
    public Json.Obj describe() {
        var contract = Json.object("name", Json.text("damaged-order"))
                .with("id", "damaged-order@1")
                .with("description", "Something arrived broken")
                .with("examples", Json.texts(List.of("My order arrived damaged")));
        var assistant = Json.object("name", Json.text("support"))
                .with("description", "Takes claims")
                .with("contracts", Json.texts(List.of("damaged-order")));
        return Json.object("contracts", Json.array(contract))
                .with("assistants", Json.array(assistant))
                .with("virtual", Json.bool(Thread.currentThread().isVirtual()));
    }

    @Override
    public ModelsStatus models() {
        return models;
    }

    @Override
    public List<ModelProbe> probeModels() {
        return FakeModels.PROBES;
    }

    @Override
    public Optional<String> refusal() {
        return refusal;
    }

    /** From now on nothing is accepted. */
    public void refuse(String why) {
        refusal = Optional.of(why);
        work.refuse(why);
    }

    @Override
    public void close() {}
}
