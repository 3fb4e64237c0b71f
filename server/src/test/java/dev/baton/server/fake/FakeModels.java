package dev.baton.server.fake;

import dev.baton.model.ModelCost;
import dev.baton.model.ModelException.Kind;
import dev.baton.model.ModelProbe;
import dev.baton.model.ModelRole;
import dev.baton.model.ModelStatus;
import dev.baton.model.ModelStatus.Counts;
import dev.baton.model.ModelStatus.Failed;
import dev.baton.model.ModelStatus.State;
import dev.baton.model.ModelsStatus;
import dev.baton.model.ModelsStatus.RoleStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A model that does well and one that has no key, with another one that nobody knows the price of standing in. */
public final class FakeModels {
    private static final ModelStatus LARGE = new ModelStatus(
            "large",
            "openai",
            "gpt-5",
            "api.openai.com",
            Optional.of("OPENAI_API_KEY"),
            List.of(ModelRole.ASSISTANT),
            State.READY,
            "",
            true,
            Optional.of(new ModelCost(new BigDecimal("0.1234567"), "USD")),
            Optional.of(new ModelCost(new BigDecimal("5"), "USD")),
            new Counts(12, 1, 0, 34_000, 9_000, 1_200, Duration.ofSeconds(24)),
            Optional.of(new Failed(
                    Instant.parse("2026-01-10T09:00:00Z"),
                    Kind.RATE_LIMITED,
                    "the model 'large' takes no more calls")));

    private static final ModelStatus CLAUDE = new ModelStatus(
            "claude",
            "anthropic",
            "claude-haiku-4-5",
            "api.anthropic.com",
            Optional.of("CLAUDE_KEY"),
            List.of(ModelRole.PLANNER, ModelRole.JUDGE),
            State.UNAVAILABLE,
            "the model 'claude' at api.anthropic.com is not asked: CLAUDE_KEY has no value",
            false,
            Optional.empty(),
            Optional.empty(),
            Counts.NONE,
            Optional.empty());

    public static final ModelsStatus STATUS = new ModelsStatus(
            List.of(LARGE, CLAUDE),
            List.of(
                    new RoleStatus(ModelRole.ASSISTANT, List.of("large"), Optional.of("large")),
                    new RoleStatus(ModelRole.PLANNER, List.of("claude", "large"), Optional.of("large")),
                    new RoleStatus(ModelRole.JUDGE, List.of("claude"), Optional.empty())));

    static final List<ModelProbe> PROBES = List.of(
            new ModelProbe(
                    "large",
                    "openai",
                    "gpt-5",
                    "api.openai.com",
                    Optional.of("OPENAI_API_KEY"),
                    Duration.ofMillis(321),
                    Optional.empty()),
            new ModelProbe(
                    "claude",
                    "anthropic",
                    "claude-haiku-4-5",
                    "api.anthropic.com",
                    Optional.of("CLAUDE_KEY"),
                    Duration.ZERO,
                    Optional.of("the model 'claude' is not asked: CLAUDE_KEY has no value; set it")));

    private FakeModels() {}
}
