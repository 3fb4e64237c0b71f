package dev.baton.model;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A model of a workspace, as its file says it.
 *
 * @param model as the provider names it
 * @param url of the provider, where it is not the provider's own; may refer to <code>${config.NAME}</code>
 * @param keyName the secret that holds the key, if one is needed
 * @param prices unknown ones are not zero: what such a model costs is not known
 * @param timeout of a whole call
 * @param firstByte how long the provider may be silent, before the answer begins and in the middle of it
 * @param concurrency how many calls may be under way at a time
 * @param dailyCap what it may cost on one day (UTC)
 * @param temperature how freely it chooses its words, from 0 (always the likeliest) to {@value #HOTTEST}; the provider's
 *     own where it is not given, as not all models take one
 */
public record ModelDefinition(
        String name,
        Provider provider,
        String model,
        Optional<String> url,
        Optional<String> keyName,
        Optional<ModelPrices> prices,
        Duration timeout,
        Duration firstByte,
        int concurrency,
        Optional<ModelCost> dailyCap,
        Optional<Double> temperature) {
    public static final Duration TIMEOUT = Duration.ofMinutes(2);
    public static final Duration FIRST_BYTE = Duration.ofSeconds(30);
    public static final int CONCURRENCY = 8;
    public static final double HOTTEST = 2;

    /** Who serves a model. */
    public enum Provider {
        OPENAI("https://api.openai.com/v1", Optional.of("OPENAI_API_KEY")),
        ANTHROPIC("https://api.anthropic.com/v1", Optional.of("ANTHROPIC_API_KEY")),
        GEMINI("https://generativelanguage.googleapis.com/v1beta", Optional.of("GEMINI_API_KEY")),
        /** Whoever speaks as OpenAI does, such as Ollama, vLLM and llama.cpp. */
        OPENAI_COMPATIBLE("", Optional.empty());

        private final String home;
        private final Optional<String> usualKey;

        Provider(String home, Optional<String> usualKey) {
            this.home = home;
            this.usualKey = usualKey;
        }

        /** Where it is found unless a definition says otherwise; empty when every definition has to. */
        public String home() {
            return home;
        }

        /** The variable that people keep its key in. */
        public Optional<String> usualKey() {
            return usualKey;
        }

        /** As files say it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @throws IllegalArgumentException when it contradicts itself */
    public ModelDefinition {
        if (provider == Provider.OPENAI_COMPATIBLE && url.isEmpty()) {
            throw new IllegalArgumentException("a model of an " + provider.word() + " provider needs a 'url'");
        }
        if (timeout.isZero() || firstByte.isZero()) {
            throw new IllegalArgumentException("a model needs some time to answer");
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("'concurrency' is at least 1, not " + concurrency);
        }
        temperature.filter(it -> !(it >= 0 && it <= HOTTEST)).ifPresent(it -> {
            throw new IllegalArgumentException("'temperature' is between 0 and 2, not " + it);
        });
        dailyCap.ifPresent(cap -> {
            var currency = prices.map(ModelPrices::currency)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a model without 'prices' cannot have a 'dailyCap': nobody knows what it costs"));
            if (!currency.equals(cap.currency())) {
                throw new IllegalArgumentException(
                        "the 'dailyCap' is in " + cap.currency() + " but the prices are in " + currency);
            }
        });
    }

    /** One with everything as usual. */
    public static ModelDefinition of(
            String name, Provider provider, String model, Optional<String> url, Optional<String> keyName) {
        return new ModelDefinition(
                name,
                provider,
                model,
                url,
                keyName,
                Optional.empty(),
                TIMEOUT,
                FIRST_BYTE,
                CONCURRENCY,
                Optional.empty(),
                Optional.empty());
    }

    public ModelDefinition withPrices(ModelPrices known) {
        return new ModelDefinition(
                name,
                provider,
                model,
                url,
                keyName,
                Optional.of(known),
                timeout,
                firstByte,
                concurrency,
                dailyCap,
                temperature);
    }

    public ModelDefinition withDailyCap(ModelCost cap) {
        return new ModelDefinition(
                name,
                provider,
                model,
                url,
                keyName,
                prices,
                timeout,
                firstByte,
                concurrency,
                Optional.of(cap),
                temperature);
    }

    public ModelDefinition withTimes(Duration whole, Duration silence) {
        return new ModelDefinition(
                name, provider, model, url, keyName, prices, whole, silence, concurrency, dailyCap, temperature);
    }

    public ModelDefinition withConcurrency(int most) {
        return new ModelDefinition(
                name, provider, model, url, keyName, prices, timeout, firstByte, most, dailyCap, temperature);
    }

    public ModelDefinition withTemperature(double degree) {
        return new ModelDefinition(
                name,
                provider,
                model,
                url,
                keyName,
                prices,
                timeout,
                firstByte,
                concurrency,
                dailyCap,
                Optional.of(degree));
    }

    /** The providers as files say them. */
    public static List<String> providers() {
        return java.util.Arrays.stream(Provider.values()).map(Provider::word).toList();
    }
}
