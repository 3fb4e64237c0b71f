package dev.baton.engine;

import dev.baton.agent.AgentDefinition;
import dev.baton.event.Append;
import dev.baton.event.EventStore;
import dev.baton.event.NewEvent;
import dev.baton.event.RecordedEvent;
import dev.baton.event.StreamId;
import dev.baton.json.Fields;
import dev.baton.json.JsonException;
import dev.baton.json.JsonMapping;
import dev.baton.oversight.AgentRecord;
import dev.baton.oversight.LevelEvent;
import dev.baton.policy.Level;
import dev.baton.policy.Policy.ApprovalTerms;
import dev.baton.principal.Principal;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The levels as the files and a stream of the log tell them. */
final class LevelDesk implements Levels, AutoCloseable {
    static final String OPERATOR = "operator";
    static final StreamId STREAM = StreamId.of("administration", "levels");

    private final Supplier<Catalog> catalog;
    private final InstantSource clock;
    private final Ids ids;
    private final FollowedStream<Map<String, AgentRecord>> records;

    LevelDesk(EventStore store, Supplier<Catalog> catalog, InstantSource clock, Ids ids) {
        this.catalog = catalog;
        this.clock = clock;
        this.ids = ids;
        this.records = new FollowedStream<>(store, STREAM, Map.of(), LevelDesk::after);
    }

    private static Map<String, AgentRecord> after(Map<String, AgentRecord> records, RecordedEvent recorded) {
        var event = event(recorded);
        var changed = new HashMap<>(records);
        changed.put(event.agent(), of(records, event.agent()).after(event, recorded.at()));
        return Map.copyOf(changed);
    }

    private static LevelEvent event(RecordedEvent event) {
        var payload = event.event().contents().orElseThrow().payload();
        return switch (event.type()) {
            case "Lowered" -> JsonMapping.fromJson(payload, LevelEvent.Lowered.class);
            case "Raised" -> JsonMapping.fromJson(payload, LevelEvent.Raised.class);
            case "Reviewed" -> JsonMapping.fromJson(payload, LevelEvent.Reviewed.class);
            default -> throw new JsonException("there is no event '" + event.type() + "' in " + event.stream());
        };
    }

    private static AgentRecord of(Map<String, AgentRecord> records, String agent) {
        return records.getOrDefault(agent, AgentRecord.NONE);
    }

    /** How much an agent may do now; one that is no longer there may do nothing more by itself. */
    Level of(String agent) {
        return catalog.get()
                .agent(agent)
                .map(it -> of(records.current(), agent).level(it.autonomy().level()))
                .orElse(Level.PROPOSE);
    }

    @Override
    public List<AgentLevel> list() {
        return catalog.get().agents().stream()
                .map(this::view)
                .sorted(Comparator.comparing(AgentLevel::agent))
                .toList();
    }

    @Override
    public Optional<AgentLevel> find(String agent) {
        return catalog.get().agent(agent).map(this::view);
    }

    private AgentLevel view(AgentDefinition agent) {
        var record = of(records.current(), agent.name());
        var inFile = agent.autonomy().level();
        return new AgentLevel(agent.name(), agent.description(), inFile, record.level(inFile), record, mayLower(agent));
    }

    private Set<String> mayLower(AgentDefinition agent) {
        var roles = new TreeSet<>(Set.of(OPERATOR));
        catalog.get()
                .policiesOf(agent)
                .forEach(policy -> policy.rules()
                        .forEach(rule -> rule.approval().map(ApprovalTerms::by).ifPresent(roles::add)));
        return roles;
    }

    @Override
    public Outcome set(String agent, Level level, Optional<String> reason, Principal by) {
        while (true) {
            var at = records.refresh();
            var view = find(agent);
            if (view.isEmpty()) {
                var names = catalog.get().agents().stream()
                        .map(AgentDefinition::name)
                        .toList();
                return new Outcome.NotFound("there is no agent '" + agent + "'" + Fields.suggestion(agent, names));
            }
            var objection = objection(view.get(), level, by);
            if (objection.isPresent()) {
                return objection.get();
            }
            if (level == view.get().now()) {
                return new Outcome.Done(view.get(), agent + " is at level " + level.word() + " already");
            }
            if (records.append(at, toNew(change(view.get(), level, reason, by), by), ids)) {
                var now = find(agent).orElseThrow();
                return new Outcome.Done(now, agent + " is at level " + now.now().word() + " now");
            }
        }
    }

    private static LevelEvent change(AgentLevel view, Level level, Optional<String> reason, Principal by) {
        if (level.compareTo(view.now()) < 0) {
            return new LevelEvent.Lowered(view.agent(), level, reason, by);
        }
        var cap = Optional.of(level).filter(it -> it != view.inFile());
        return new LevelEvent.Raised(view.agent(), cap, reason, by);
    }

    private static Optional<Outcome> objection(AgentLevel view, Level level, Principal by) {
        if (level.compareTo(view.inFile()) > 0) {
            return Optional.of(new Outcome.Conflict("the file of " + view.agent() + " says 'autonomy: "
                    + view.inFile().word() + "'; beyond that it is raised in the file only"));
        }
        if (level == view.now() || view.maySet(level, by)) {
            return Optional.empty();
        }
        return Optional.of(new Outcome.NotAllowed(
                level.compareTo(view.now()) > 0
                        ? by.reference() + " may not raise a level; that takes a person with the role " + OPERATOR
                        : by.reference() + " may not lower the level of " + view.agent()
                                + "; that takes a person with one of the roles "
                                + String.join(", ", new TreeSet<>(view.mayLower()))));
    }

    /** What adds to the record of an agent in the commit of somebody else, for the end that the record has now. */
    Append noting(LevelEvent.Reviewed reviewed, Principal by) {
        return records.after(records.refresh(), toNew(reviewed, by), ids);
    }

    private NewEvent toNew(LevelEvent event, Principal by) {
        return new NewEvent(
                event.getClass().getSimpleName(),
                clock.instant(),
                by.chain(),
                Optional.empty(),
                JsonMapping.toJson((Record) event));
    }

    @Override
    public void close() {
        records.close();
    }
}
