package dev.baton.models.supply;

import dev.baton.model.ChatModel;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelException;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelProbe;
import dev.baton.model.ModelRequest;
import dev.baton.model.ModelRole;
import dev.baton.model.ModelStatus;
import dev.baton.model.ModelStatus.State;
import dev.baton.model.Models;
import dev.baton.model.ModelsDefinition;
import dev.baton.model.ModelsStatus;
import dev.baton.model.Prompt;
import dev.baton.model.Prompts;
import dev.baton.models.chat.ProviderModel;
import dev.baton.models.supply.SuppliedModel.Source;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The models of a workspace, ready to be asked. */
public final class SuppliedModels implements Models, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PROBE = Duration.ofSeconds(60);
    private static final ModelRequest TINY = ModelRequest.of(
                    new Prompt("doctor", "1", "Answer with the word: ok").id(),
                    List.of(new ModelMessage.User("Answer with the word: ok")))
            .withMostTokens(16);

    private final ModelsDefinition definition;
    private final Prompts prompts;
    private final Map<String, SuppliedModel> models;
    private final Spending spending;
    private final InstantSource clock;
    private final HttpClient client;
    private final ExecutorService threads;

    /**
     * How models are opened.
     *
     * @param resolve gives a text with its references to settings and secrets replaced, or throws {@link
     *     IllegalArgumentException}
     */
    public record Supply(
            UnaryOperator<String> resolve,
            Spending spending,
            CallWatch watch,
            InstantSource clock,
            Resilience resilience) {
        /** One that remembers nothing beyond this process and is watched by nobody. */
        public static Supply plain(UnaryOperator<String> resolve) {
            return new Supply(resolve, Spending.inMemory(), CallWatch.NONE, InstantSource.system(), Resilience.USUAL);
        }
    }

    /**
     * A model that cannot be asked, in words for those who run this.
     *
     * @param model by name
     */
    public record Notice(String model, String message) {}

    /** Opens what the definition says; nothing is connected to. A model whose key is missing is there all the same. */
    public static SuppliedModels open(ModelsDefinition definition, Prompts prompts, Supply supply) {
        return new SuppliedModels(definition, prompts, supply);
    }

    private SuppliedModels(ModelsDefinition definition, Prompts prompts, Supply supply) {
        this.definition = definition;
        this.prompts = prompts;
        this.spending = supply.spending();
        this.clock = supply.clock();
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(threads)
                .build();
        this.models = new LinkedHashMap<>();
        definition.models().forEach((name, model) -> models.put(name, supplied(model, supply)));
    }

    private SuppliedModel supplied(ModelDefinition model, Supply supply) {
        return new SuppliedModel(
                model,
                source(model, supply.resolve()),
                supply.resilience(),
                supply.clock(),
                supply.spending(),
                supply.watch());
    }

    private Source source(ModelDefinition model, UnaryOperator<String> resolve) {
        var written = model.url().orElse(model.provider().home());
        String url;
        try {
            url = address(model, resolve.apply(written));
        } catch (IllegalArgumentException e) {
            return new Source.Missing("a variable in its 'url' (" + written + ")", "an unknown host");
        }
        var host = host(url);
        try {
            var key = model.keyName().map(name -> resolve.apply("${secret." + name + "}"));
            if (key.filter(String::isBlank).isPresent()) {
                return new Source.Missing(model.keyName().orElse(""), host);
            }
            return new Source.Open(new ProviderModel(model, url, key.map(String::strip), client), host);
        } catch (IllegalArgumentException e) {
            return new Source.Missing(model.keyName().orElse(""), host);
        }
    }

    /** Who is compatible with OpenAI has its interface at /v1 unless the address says otherwise. */
    private static String address(ModelDefinition model, String url) {
        var uri = URI.create(url.strip());
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("no address");
        }
        var plain = url.strip().replaceFirst("/+$", "");
        var bare = uri.getPath() == null || uri.getPath().replace("/", "").isEmpty();
        return bare && model.provider() == ModelDefinition.Provider.OPENAI_COMPATIBLE ? plain + "/v1" : plain;
    }

    private static String host(String url) {
        var uri = URI.create(url);
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** Empty when no model of the role could be asked at all, so that nobody tries. */
    @Override
    public Optional<ChatModel> of(ModelRole role) {
        var choices = choices(role).stream()
                .filter(model -> model.state() != State.UNAVAILABLE)
                .toList();
        return choices.isEmpty() ? Optional.empty() : Optional.of(new StandIns(word(role), choices));
    }

    private List<SuppliedModel> choices(ModelRole role) {
        return definition.roles().getOrDefault(role, List.of()).stream()
                .flatMap(name -> Optional.ofNullable(models.get(name)).stream())
                .toList();
    }

    @Override
    public Prompts prompts() {
        return prompts;
    }

    @Override
    public boolean recordsContent() {
        return definition.recordsContent();
    }

    /** Which models cannot be asked, why, and what happens instead. */
    public List<Notice> notices() {
        return models.values().stream()
                .filter(model -> model.state() == State.UNAVAILABLE)
                .map(model -> new Notice(model.name(), model.message() + ". " + instead(model)))
                .toList();
    }

    private String instead(SuppliedModel missing) {
        var consequences = new ArrayList<String>();
        for (var role : ModelRole.values()) {
            var choices = choices(role);
            if (choices.contains(missing)) {
                var other = choices.stream()
                        .filter(model -> model.state() != State.UNAVAILABLE)
                        .findFirst();
                consequences.add(other.map(model -> "'" + model.name() + "' is the " + word(role))
                        .orElseGet(() -> without(role)));
            }
        }
        return consequences.isEmpty() ? "No role uses it." : "Until then " + String.join(", ", consequences) + ".";
    }

    /** What is done without a model. */
    private static String without(ModelRole role) {
        return switch (role) {
            case ASSISTANT -> "assistants fill forms";
            case PLANNER -> "only playbooks make plans";
            case JUDGE -> "people judge";
        };
    }

    public ModelsStatus status() {
        return new ModelsStatus(
                models.values().stream().map(this::status).toList(),
                definition.roles().entrySet().stream()
                        .map(role -> new ModelsStatus.RoleStatus(role.getKey(), role.getValue(), asked(role.getKey())))
                        .toList());
    }

    private Optional<String> asked(ModelRole role) {
        return choices(role).stream()
                .filter(model -> model.state() == State.READY)
                .findFirst()
                .map(SuppliedModel::name);
    }

    private ModelStatus status(SuppliedModel model) {
        var it = model.definition();
        var today = it.prices().map(prices -> spending.onDayOf(clock.instant(), it.name(), prices.currency()));
        return new ModelStatus(
                it.name(),
                it.provider().word(),
                it.model(),
                model.source().host(),
                it.keyName(),
                roles(it.name()),
                model.state(),
                model.message(),
                it.prices().isPresent(),
                today,
                it.dailyCap(),
                model.tally().counts(),
                model.tally().last());
    }

    private List<ModelRole> roles(String model) {
        return definition.roles().entrySet().stream()
                .filter(role -> role.getValue().contains(model))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Asks each model one tiny thing, once, whatever its state; at most a minute long. */
    public List<ModelProbe> probe() throws InterruptedException {
        var asked = List.copyOf(models.values());
        var calls = asked.stream()
                .map(model -> (Callable<ModelProbe>) () -> probe(model))
                .toList();
        var outcomes = threads.invokeAll(calls, PROBE.toSeconds(), TimeUnit.SECONDS);
        return IntStream.range(0, asked.size())
                .mapToObj(i -> outcomes.get(i).state() == Future.State.SUCCESS
                        ? outcomes.get(i).resultNow()
                        : probed(
                                asked.get(i),
                                PROBE,
                                Optional.of("the model '" + asked.get(i).name() + "' at "
                                        + asked.get(i).source().host() + " said nothing for " + PROBE.toSeconds()
                                        + " s; is it overloaded, or still loading?")))
                .toList();
    }

    private ModelProbe probe(SuppliedModel model) throws InterruptedException {
        var began = System.nanoTime();
        Optional<String> problem;
        if (model.source() instanceof Source.Open(var provider, var _)) {
            problem = problem(provider);
        } else {
            problem = Optional.of(model.message());
        }
        return probed(model, Duration.ofNanos(System.nanoTime() - began), problem);
    }

    private static ModelProbe probed(SuppliedModel model, Duration latency, Optional<String> problem) {
        var it = model.definition();
        return new ModelProbe(
                it.name(), it.provider().word(), it.model(), model.source().host(), it.keyName(), latency, problem);
    }

    private Optional<String> problem(ChatModel provider) throws InterruptedException {
        try {
            var began = System.nanoTime();
            var reply = provider.chat(TINY);
            spending.add(clock.instant(), TINY.prompt(), reply, Duration.ofNanos(System.nanoTime() - began));
            return Optional.empty();
        } catch (ModelException e) {
            return Optional.of(e.getMessage());
        }
    }

    static String word(ModelRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdown();
    }
}
