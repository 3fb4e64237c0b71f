package dev.baton.models.supply;

import dev.baton.json.Json;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelRequest;
import dev.baton.model.ToolRequest;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A span and metrics for each call to a provider, by OpenTelemetry's conventions for generative AI. */
public final class GenAiWatch implements CallWatch {
    private static final String SCOPE = "dev.baton.models";
    private static final double NANOS = 1e9;

    private final Tracer tracer;
    private final LongHistogram tokens;
    private final DoubleHistogram duration;
    private final boolean recordsContent;

    /** @param recordsContent whether spans hold what was said */
    public GenAiWatch(OpenTelemetry telemetry, boolean recordsContent) {
        this.tracer = telemetry.getTracer(SCOPE);
        var meter = telemetry.getMeter(SCOPE);
        this.tokens = meter.histogramBuilder(GenAi.TOKEN_USAGE)
                .ofLongs()
                .setUnit("{token}")
                .setExplicitBucketBoundariesAdvice(GenAi.TOKEN_BUCKETS)
                .build();
        this.duration = meter.histogramBuilder(GenAi.OPERATION_DURATION)
                .setUnit("s")
                .setExplicitBucketBoundariesAdvice(GenAi.DURATION_BUCKETS)
                .build();
        this.recordsContent = recordsContent;
    }

    @Override
    public Seen begin(ModelDefinition definition, String host, ModelRequest request) {
        return new Call(definition, host, request);
    }

    private final class Call implements Seen {
        private final Attributes common;
        private final Span span;
        private final Scope scope;
        private final long began = System.nanoTime();
        private AttributesBuilder outcome = Attributes.builder();

        @SuppressWarnings("MustBeClosedChecker") // with the call itself
        Call(ModelDefinition definition, String host, ModelRequest request) {
            common = common(definition, host);
            span = tracer.spanBuilder(GenAi.CHAT + " " + definition.model())
                    .setSpanKind(SpanKind.CLIENT)
                    .setAllAttributes(common)
                    .setAttribute(GenAi.MODEL, definition.name())
                    .setAttribute(GenAi.PROMPT, request.prompt().toString())
                    .setAttribute(GenAi.PROMPT_DIGEST, request.prompt().digest())
                    .setAttribute(GenAi.OUTPUT_TYPE, request.form().isPresent() ? "json" : "text")
                    .startSpan();
            request.mostTokens().ifPresent(most -> span.setAttribute(GenAi.REQUEST_MAX_TOKENS, most.longValue()));
            if (recordsContent) {
                span.setAttribute(GenAi.INPUT_MESSAGES, messages(request.messages()));
            }
            scope = span.makeCurrent();
        }

        @Override
        public void answered(ModelReply reply) {
            var usage = reply.usage();
            span.setAttribute(GenAi.INPUT_TOKENS, usage.input());
            span.setAttribute(GenAi.CACHED_TOKENS, usage.cached());
            span.setAttribute(GenAi.OUTPUT_TOKENS, usage.output());
            span.setAttribute(GenAi.FINISH_REASONS, List.of(reply.stop().name().toLowerCase(Locale.ROOT)));
            reply.cost()
                    .ifPresent(cost ->
                            span.setAttribute(GenAi.COST, cost.amount().toPlainString() + " " + cost.currency()));
            if (recordsContent) {
                span.setAttribute(
                        GenAi.OUTPUT_MESSAGES, messages(List.of(new ModelMessage.Reply(reply.text(), reply.calls()))));
            }
            tokens.record(usage.input(), typed(GenAi.INPUT));
            tokens.record(usage.output(), typed(GenAi.OUTPUT));
        }

        private Attributes typed(String type) {
            return common.toBuilder().put(GenAi.TOKEN_TYPE, type).build();
        }

        @Override
        public void failed(String type) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(GenAi.ERROR_TYPE, type.toLowerCase(Locale.ROOT));
            outcome = Attributes.builder().put(GenAi.ERROR_TYPE, type.toLowerCase(Locale.ROOT));
        }

        @Override
        public void close() {
            duration.record(
                    (System.nanoTime() - began) / NANOS,
                    common.toBuilder().putAll(outcome.build()).build());
            scope.close();
            span.end();
        }
    }

    private static Attributes common(ModelDefinition definition, String host) {
        var colon = host.lastIndexOf(':');
        var attributes = Attributes.builder()
                .put(GenAi.OPERATION_NAME, GenAi.CHAT)
                .put(GenAi.PROVIDER_NAME, GenAi.providerName(definition.provider()))
                .put(GenAi.REQUEST_MODEL, definition.model())
                .put(GenAi.SERVER_ADDRESS, colon < 0 ? host : host.substring(0, colon));
        return colon < 0
                ? attributes.build()
                : attributes
                        .put(GenAi.SERVER_PORT, Long.parseLong(host.substring(colon + 1)))
                        .build();
    }

    private static String messages(List<ModelMessage> messages) {
        return Json.array(messages.stream().map(GenAiWatch::message).toList()).write();
    }

    private static Json message(ModelMessage message) {
        return switch (message) {
            case ModelMessage.Instructions(var text) -> said("system", List.of(text(text)));
            case ModelMessage.User(var text) -> said("user", List.of(text(text)));
            case ModelMessage.Reply(var text, var calls) ->
                said(
                        "assistant",
                        Stream.concat(Stream.of(text(text)), calls.stream().map(GenAiWatch::call))
                                .toList());
            case ModelMessage.Returned(var call, var _, var result) ->
                said(
                        "tool",
                        List.of(Json.object("type", Json.text("tool_call_response"))
                                .with("id", call)
                                .with("response", result)));
        };
    }

    private static Json said(String role, List<Json> parts) {
        return Json.object("role", Json.text(role)).with("parts", Json.array(parts));
    }

    private static Json text(String text) {
        return Json.object("type", Json.text("text")).with("content", text);
    }

    private static Json call(ToolRequest call) {
        return Json.object("type", Json.text("tool_call"))
                .with("id", call.id())
                .with("name", call.tool())
                .with("arguments", call.arguments());
    }
}
