package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.model.ModelCost;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelPrices;
import dev.baton.model.ModelRole;
import dev.baton.model.ModelsDefinition;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code models.yaml}. Where it gives no roles, every role has all models in their order. */
final class ModelsReader implements DefinitionReader<ModelsDefinition> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern KEY = Pattern.compile("\\$\\{secret\\.([A-Za-z_][A-Za-z0-9_]{0,127})}");
    private static final Pattern MONEY = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) ([A-Z]{3})");
    private static final int MOST_AT_ONCE = 1000;

    @Override
    public Optional<ModelsDefinition> read(String name, Fields fields, String body) {
        var models = new LinkedHashMap<String, ModelDefinition>();
        var named = fields.childrenByName("models");
        if (named.isEmpty() && !fields.has("models")) {
            fields.required("models");
        } else if (named.isEmpty()) {
            fields.problem("models", "'models' names at least one model");
        }
        named.forEach((model, child) -> model(model, child).ifPresent(sound -> models.put(model, sound)));
        var roles = roles(fields, List.copyOf(named.keySet()));
        var record = fields.word("record", List.of("redacted", "content")).orElse("redacted");
        return fields.endWith(() -> new ModelsDefinition(models, roles, record.equals("content")));
    }

    private static Optional<ModelDefinition> model(String name, Fields model) {
        if (!NAME.matcher(name).matches()) {
            model.problem("", "'" + name + "' is not a name (small letters, digits, dashes)");
        }
        var provider = provider(model);
        var id = model.text("model");
        var url = url(model);
        var key = key(model).or(() -> provider.flatMap(ModelDefinition.Provider::usualKey));
        var prices = prices(model);
        var timeout = model.duration("timeout").orElse(ModelDefinition.TIMEOUT);
        var firstByte = model.duration("firstByte").orElseGet(() -> shorter(timeout));
        var concurrency = concurrency(model);
        var cap = cap(model);
        var temperature = temperature(model);
        return model.endWith(() -> new ModelDefinition(
                name, provider.orElseThrow(), id, url, key, prices, timeout, firstByte, concurrency, cap, temperature));
    }

    private static Duration shorter(Duration timeout) {
        return timeout.compareTo(ModelDefinition.FIRST_BYTE) < 0 ? timeout : ModelDefinition.FIRST_BYTE;
    }

    private static Optional<ModelDefinition.Provider> provider(Fields model) {
        model.required("provider");
        return model.word("provider", ModelDefinition.providers())
                .map(word -> ModelDefinition.Provider.valueOf(
                        word.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static Optional<String> url(Fields model) {
        var url = model.optionalText("url");
        url.ifPresent(text -> Settings.problemOf(text, "config")
                .or(() -> addressProblem(text))
                .ifPresent(problem -> model.problem("url", problem)));
        return url;
    }

    private static Optional<String> addressProblem(String text) {
        if (text.contains("${")) {
            return Optional.empty(); // known when it is used
        }
        try {
            var uri = URI.create(text);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri.getUserInfo() == null
                        ? Optional.empty()
                        : Optional.of("a password does not belong in a file; use 'key: \"${secret.NAME}\"'");
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        return Optional.of("'" + text + "' is not an address like http://127.0.0.1:11434/v1");
    }

    private static Optional<String> key(Fields model) {
        return model.parsed("key", text -> {
            var reference = KEY.matcher(text);
            if (!reference.matches()) {
                throw new IllegalArgumentException("a key does not belong in a file; write ${secret.NAME}");
            }
            return reference.group(1);
        });
    }

    private static Optional<ModelPrices> prices(Fields model) {
        return model.child("prices").flatMap(prices -> {
            var currency = prices.text("currency");
            prices.required("input");
            prices.required("output");
            var input = price(prices, "input");
            var cached = price(prices, "cachedInput");
            var written = price(prices, "cacheWrite");
            var output = price(prices, "output");
            return prices.endWith(
                    () -> new ModelPrices(currency, input.orElseThrow(), cached, written, output.orElseThrow()));
        });
    }

    private static Optional<BigDecimal> price(Fields prices, String name) {
        return prices.json(name).flatMap(value -> switch (value) {
            case Json.Whole(var whole) -> Optional.of(BigDecimal.valueOf(whole));
            case Json.Decimal(var decimal) -> Optional.of(BigDecimal.valueOf(decimal));
            case Json.Null ignored -> Optional.empty(); // told as missing
            case Json.Text ignored -> noPrice(prices, name);
            case Json.Bool ignored -> noPrice(prices, name);
            case Json.Arr ignored -> noPrice(prices, name);
            case Json.Obj ignored -> noPrice(prices, name);
        });
    }

    private static Optional<BigDecimal> noPrice(Fields prices, String name) {
        prices.problem(name, "'" + name + "' is the price of a million tokens, a number like 0.25");
        return Optional.empty();
    }

    private static Optional<ModelCost> cap(Fields model) {
        return model.json("dailyCap").flatMap(value -> {
            try {
                return Optional.of(money(value.asText().orElseGet(value::write)));
            } catch (IllegalArgumentException e) {
                model.problem("dailyCap", String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    private static ModelCost money(String text) {
        var money = MONEY.matcher(text.strip());
        if (!money.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no amount of money; write one like 5.00 USD");
        }
        return new ModelCost(new BigDecimal(money.group(1)), money.group(2));
    }

    private static int concurrency(Fields model) {
        var number = model.whole("concurrency").orElse((long) ModelDefinition.CONCURRENCY);
        if (number < 1 || number > MOST_AT_ONCE) {
            model.problem("concurrency", "'concurrency' is between 1 and " + MOST_AT_ONCE + ", not " + number);
            return 1;
        }
        return number.intValue();
    }

    private static Optional<Double> temperature(Fields model) {
        return model.json("temperature").flatMap(value -> {
            var degree = switch (value) {
                case Json.Whole(var whole) -> (double) whole;
                case Json.Decimal(var decimal) -> decimal;
                case Json.Null ignored -> Double.NaN;
                case Json.Text ignored -> Double.NaN;
                case Json.Bool ignored -> Double.NaN;
                case Json.Arr ignored -> Double.NaN;
                case Json.Obj ignored -> Double.NaN;
            };
            if (degree >= 0 && degree <= ModelDefinition.HOTTEST) {
                return Optional.of(degree);
            }
            model.problem("temperature", "'temperature' is a number between 0 and 2, not " + value.write());
            return Optional.empty();
        });
    }

    private static Map<ModelRole, List<String>> roles(Fields fields, List<String> models) {
        var roles = new EnumMap<ModelRole, List<String>>(ModelRole.class);
        if (!fields.has("roles")) {
            Arrays.stream(ModelRole.values()).forEach(role -> roles.put(role, models));
            return roles;
        }
        fields.child("roles").ifPresent(child -> {
            for (var role : ModelRole.values()) {
                var word = role.name().toLowerCase(Locale.ROOT);
                var names = child.parsedTexts(word, name -> known(name, models));
                if (!names.isEmpty()) {
                    roles.put(role, names);
                }
            }
            child.end();
        });
        return roles;
    }

    private static String known(String name, List<String> models) {
        if (!models.contains(name)) {
            throw new IllegalArgumentException(
                    "there is no model '" + name + "' in this file" + Fields.suggestion(name, models));
        }
        return name;
    }
}
