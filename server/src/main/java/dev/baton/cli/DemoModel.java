package dev.baton.cli;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.model.ModelCost;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelPrices;
import dev.baton.model.ModelsDefinition;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which model the demo is to use, if any: the one at an address, or one of the provider whose key is exported. */
final class DemoModel {
    private static final String OWN_KEY = "MODEL_API_KEY";
    private static final String NAME = "demo";
    private static final ModelCost CAP = new ModelCost(new BigDecimal("1.00"), "USD");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A model on an ordinary machine reads a long prompt slowly. */
    private static final Duration SLOW = Duration.ofMinutes(3);

    private DemoModel() {}

    /** @param line what to say about it */
    record Chosen(ModelsDefinition definition, String line) {}

    /** A small model of each provider with its list price, so that a cap holds. */
    private record Usual(ModelDefinition.Provider provider, String model, ModelPrices prices) {}

    private static final List<Usual> USUAL = List.of(
            new Usual(ModelDefinition.Provider.OPENAI, "gpt-5-mini", prices("0.25", "0.025", "0.25", "2.00")),
            new Usual(ModelDefinition.Provider.ANTHROPIC, "claude-haiku-4-5", prices("1.00", "0.10", "1.25", "5.00")),
            new Usual(ModelDefinition.Provider.GEMINI, "gemini-2.5-flash", prices("0.30", "0.075", "0.30", "2.50")));

    private static ModelPrices prices(String input, String cached, String written, String output) {
        return new ModelPrices(
                "USD",
                new BigDecimal(input),
                Optional.of(new BigDecimal(cached)),
                Optional.of(new BigDecimal(written)),
                new BigDecimal(output));
    }

    /** Empty when nothing was asked for and no key is there, or when the workspace has models of its own. */
    static Optional<Chosen> choose(
            Optional<String> url, Optional<String> name, Map<String, String> environment, Path workspace)
            throws InterruptedException {
        if (url.isPresent()) {
            return Optional.of(at(checked(url.get()), name, environment));
        }
        if (Files.exists(workspace.resolve("models.yaml"))) {
            return Optional.empty();
        }
        return USUAL.stream()
                .filter(usual -> usual.provider()
                        .usualKey()
                        .map(environment::get)
                        .filter(key -> !key.isBlank())
                        .isPresent())
                .findFirst()
                .map(usual -> of(usual, name));
    }

    private static Chosen of(Usual usual, Optional<String> name) {
        var provider = usual.provider();
        var model = name.orElse(usual.model());
        var plain = ModelDefinition.of(NAME, provider, model, Optional.empty(), provider.usualKey());
        var key = provider.usualKey().orElse("");
        var host = URI.create(provider.home()).getHost();
        if (!model.equals(usual.model())) {
            return chosen(
                    plain, host, " with the key in " + key + "; what it costs is not known here, so nothing caps it.");
        }
        return chosen(
                plain.withPrices(usual.prices()).withDailyCap(CAP),
                host,
                " with the key in " + key + "; by its list price it costs at most about "
                        + CAP.amount().toPlainString() + " " + CAP.currency()
                        + " a day, then the demo goes on without it.");
    }

    private static Chosen at(String url, Optional<String> name, Map<String, String> environment)
            throws InterruptedException {
        var key = Optional.ofNullable(environment.get(OWN_KEY))
                .filter(text -> !text.isBlank())
                .map(any -> OWN_KEY);
        var model = name.isPresent() ? name.get() : listed(url).orElse("default");
        var definition = ModelDefinition.of(
                        NAME, ModelDefinition.Provider.OPENAI_COMPATIBLE, model, Optional.of(url), key)
                .withTimes(SLOW, SLOW)
                .withConcurrency(4);
        return chosen(
                definition,
                URI.create(url).getAuthority(),
                key.map(variable -> " with the key in " + variable).orElse("")
                        + "; what it costs is not known here, so nothing caps it.");
    }

    private static Chosen chosen(ModelDefinition model, String host, String rest) {
        return new Chosen(
                ModelsDefinition.of(model),
                "The model " + model.model() + " at " + host + " is assistant, planner and judge" + rest);
    }

    private static String checked(String url) {
        try {
            var uri = URI.create(url.strip());
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                var bare =
                        uri.getPath() == null || uri.getPath().replace("/", "").isEmpty();
                return url.strip().replaceFirst("/+$", "") + (bare ? "/v1" : "");
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw CommandException.unusable(
                "--model takes an address like http://127.0.0.1:11434/v1, not '" + Output.printable(url) + "'.");
    }

    /** What the provider says it has, if it says anything. */
    private static Optional<String> listed(String url) throws InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request = HttpRequest.newBuilder(URI.create(url + "/models"))
                    .timeout(PATIENCE)
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() != 200
                    ? Optional.empty()
                    : Output.list(Json.parse(answer.body()), "data").stream()
                            .flatMap(model -> model.textAt("id").stream())
                            .findFirst();
        } catch (IOException | JsonException e) {
            return Optional.empty();
        }
    }
}
