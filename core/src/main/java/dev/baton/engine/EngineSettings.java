package dev.baton.engine;

import dev.baton.event.EventStore;
import dev.baton.event.ViewStore;
import dev.baton.model.ModelRole;
import dev.baton.model.Models;
import dev.baton.tool.Toolbox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What an engine works with.
 *
 * @param catalog gives the definitions in force; asked again for every handoff
 * @param node the name under which this engine claims runs; no two that share a store may have the same
 * @param lease how long a claim lasts without being prolonged; a dead node's runs go on elsewhere after that
 * @param capacity how much it takes on
 * @param models make plans and judgements, where there are any
 * @param callbacks sends what the outside is told
 */
public record EngineSettings(
        EventStore store,
        ViewStore views,
        Toolbox tools,
        Supplier<Catalog> catalog,
        InstantSource clock,
        String node,
        Duration lease,
        Capacity capacity,
        Models models,
        CallbackSender callbacks) {

    /** Settings under which nobody outside is told anything. */
    public EngineSettings(
            EventStore store,
            ViewStore views,
            Toolbox tools,
            Supplier<Catalog> catalog,
            InstantSource clock,
            String node,
            Duration lease,
            Capacity capacity,
            Models models) {
        this(store, views, tools, catalog, clock, node, lease, capacity, models, CallbackSender.NONE);
    }

    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(3);

    /** Settings for a store that only this process uses. */
    public static EngineSettings embedded(EventStore store, ViewStore views, Toolbox tools, Supplier<Catalog> catalog) {
        return new EngineSettings(
                store,
                views,
                tools,
                catalog,
                InstantSource.system(),
                "embedded",
                DEFAULT_LEASE,
                Capacity.DEFAULT,
                Models.NONE);
    }

    /** Settings for one of several processes on a store. */
    public EngineSettings withNode(String other) {
        return new EngineSettings(store, views, tools, catalog, clock, other, lease, capacity, models, callbacks);
    }

    public EngineSettings withClock(InstantSource other) {
        return new EngineSettings(store, views, tools, catalog, other, node, lease, capacity, models, callbacks);
    }

    public EngineSettings withCapacity(Capacity other) {
        return new EngineSettings(store, views, tools, catalog, clock, node, lease, other, models, callbacks);
    }

    /** For what there is a model now. */
    Set<ModelRole> modelRoles() {
        var roles = EnumSet.noneOf(ModelRole.class);
        for (var role : ModelRole.values()) {
            if (models.of(role).isPresent()) {
                roles.add(role);
            }
        }
        return roles;
    }

    public EngineSettings withModels(Models other) {
        return new EngineSettings(store, views, tools, catalog, clock, node, lease, capacity, other, callbacks);
    }

    public EngineSettings withCallbacks(CallbackSender other) {
        return new EngineSettings(store, views, tools, catalog, clock, node, lease, capacity, models, other);
    }
}
