package dev.baton.server;

import dev.baton.model.ModelStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** What models did, as metrics. */
final class ModelMetrics implements MeterBinder {
    private static final String MODEL = "model";

    private final Platform platform;

    ModelMetrics(Platform platform) {
        this.platform = platform;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        platform.models().models().forEach(model -> bind(registry, model));
    }

    private void bind(MeterRegistry registry, ModelStatus model) {
        var name = model.name();
        count(
                registry,
                name,
                "baton.model.calls",
                "calls to the provider, tries again included",
                "",
                it -> it.counts().calls());
        count(
                registry,
                name,
                "baton.model.failures",
                "calls that failed",
                "",
                it -> it.counts().failures());
        count(
                registry,
                name,
                "baton.model.standins",
                "times that another model was asked instead",
                "",
                it -> it.counts().standIns());
        count(
                registry,
                name,
                "baton.model.tokens",
                "tokens",
                "input",
                it -> it.counts().input());
        count(
                registry,
                name,
                "baton.model.tokens",
                "tokens",
                "cached",
                it -> it.counts().cached());
        count(
                registry,
                name,
                "baton.model.tokens",
                "tokens",
                "output",
                it -> it.counts().output());
        ToLongFunction<Platform> calls =
                it -> find(it, name).map(found -> found.counts().calls()).orElse(0L);
        ToDoubleFunction<Platform> nanos = it -> find(it, name)
                .map(found -> (double) found.counts().time().toNanos())
                .orElse(0.0);
        FunctionTimer.builder("baton.model.time", platform, calls, nanos, TimeUnit.NANOSECONDS)
                .description("how long calls took")
                .tag(MODEL, name)
                .register(registry);
        Gauge.builder(
                        "baton.model.ready",
                        platform,
                        it -> find(it, name)
                                        .filter(found -> found.state() == ModelStatus.State.READY)
                                        .isPresent()
                                ? 1
                                : 0)
                .description("1 when it would be asked now")
                .tag(MODEL, name)
                .register(registry);
        model.today()
                .ifPresent(today -> Gauge.builder(
                                "baton.model.cost.today",
                                platform,
                                it -> find(it, name)
                                        .flatMap(ModelStatus::today)
                                        .map(cost -> cost.amount().doubleValue())
                                        .orElse(0.0))
                        .description("what it cost since the day (UTC) began")
                        .tag(MODEL, name)
                        .tag("currency", today.currency())
                        .register(registry));
    }

    private void count(
            MeterRegistry registry,
            String model,
            String name,
            String description,
            String type,
            ToLongFunction<ModelStatus> value) {
        var counter = FunctionCounter.builder(
                        name,
                        platform,
                        it -> find(it, model).map(value::applyAsLong).orElse(0L))
                .description(description)
                .tag(MODEL, model);
        (type.isEmpty() ? counter : counter.tag("type", type)).register(registry);
    }

    private static Optional<ModelStatus> find(Platform platform, String name) {
        return platform.models().models().stream()
                .filter(model -> model.name().equals(name))
                .findFirst();
    }
}
