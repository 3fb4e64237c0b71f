package dev.baton.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.json.Json;
import dev.baton.model.ModelException.Kind;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelRequest;
import dev.baton.model.ToolRequest;
import dev.baton.testkit.model.wire.ModelServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What models have to do that are asked over HTTP, with the key {@link #KEY} and little patience. */
public abstract class RemoteModelContract extends ChatModelContract {
    /** Must not be seen anywhere but in a header. */
    protected static final String KEY = "sk-test-0123456789abcdef";

    /** For a first byte and between bytes; long enough for a busy machine. */
    protected static final Duration PATIENCE = Duration.ofMillis(1500);

    @Override
    protected abstract RemoteCase given(Answer... answers);

    /** A model and the server that it asks. */
    public interface RemoteCase extends ModelCase {
        ModelServer server();

        @Override
        default int asked() {
            return server().requests().size();
        }
    }

    @Test
    void givenAKey_whenAsked_thenItIsInAHeaderOnly() throws InterruptedException {
        try (var provider = given(Answer.text("Good ", "morning"))) {
            provider.model().chat(question("Hello"));

            var request = provider.server().requests().getFirst();
            assertThat(request.headers().values().stream().flatMap(List::stream))
                    .anyMatch(it -> it.contains(KEY));
            assertThat(request.path()).doesNotContain(KEY);
            assertThat(request.body().write()).doesNotContain(KEY);
            assertThat(provider.model().toString()).doesNotContain(KEY);
        }
    }

    @Test
    void givenAProviderThatTellsTheKeyBack_whenItFails_thenTheMessageDoesNot() {
        for (var code : List.of(400, 401, 403, 429, 500)) {
            try (var provider = given(new Answer.Status(code, Optional.empty(), "bad key " + KEY + " given"))) {
                assertThat(failure(provider)).hasMessageNotContaining(KEY);
            }
        }
    }

    @Test
    void givenAKeyThatIsNotTaken_whenAsked_thenVariableAndHostAreNamed() {
        try (var provider = given(Answer.status(401))) {
            assertThat(failure(provider)).hasMessageContaining("MODEL_KEY").hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void givenARequestThatIsNotTaken_whenAsked_thenTheProvidersReasonIsTold() {
        try (var provider = given(new Answer.Status(400, Optional.empty(), "there is no such model"))) {
            assertThat(failure(provider)).hasMessageContaining("there is no such model");
        }
    }

    @Test
    void givenAPauseThatTheProviderAsksFor_whenRateLimited_thenItIsTold() {
        try (var provider = given(new Answer.Status(429, Optional.of(Duration.ofSeconds(7)), "slow down"))) {
            assertThat(failure(provider).retryAfter()).contains(Duration.ofSeconds(7));
        }
    }

    @Test
    void givenAnOverloadInTheMiddle_whenAsked_thenItIsUnavailable() {
        try (var provider = given(new Answer.Overloaded(List.of("Good ")))) {
            assertThat(failure(provider).kind()).isEqualTo(Kind.UNAVAILABLE);
        }
    }

    @Test
    void givenAFirstByteThatIsSlow_whenItComesInTime_thenTheAnswerIsWhole() throws Exception {
        try (var provider = given(Answer.text("Good ", "morning"))) {
            var held = provider.server().hold();
            var heard = new CopyOnWriteArrayList<String>();
            var reply = new CompletableFuture<ModelReply>();
            Thread.ofVirtual().start(() -> {
                try {
                    reply.complete(provider.model().chat(question("Hello"), heard::add));
                } catch (InterruptedException | RuntimeException e) {
                    reply.completeExceptionally(e);
                }
            });
            assertThat(held.arrived().await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(heard).isEmpty();
            assertThat(reply).isNotDone();

            // when
            held.released().countDown();

            // then
            assertThat(reply.get(10, TimeUnit.SECONDS).text()).isEqualTo("Good morning");
            assertThat(heard).containsExactly("Good ", "morning");
            assertThat(provider.asked()).isEqualTo(1);
        }
    }

    @Test
    void givenAStreamThatStalls_whenAsked_thenItIsTimedOutWithinTheTime() {
        try (var provider = given(new Answer.Stalled(List.of("Good ", "mor")))) {
            var began = System.nanoTime();

            assertThat(failure(provider).kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(PATIENCE.dividedBy(2), PATIENCE.multipliedBy(5));
        }
    }

    @Test
    void givenACallUnderWay_whenInterrupted_thenItIsBrokenOff() throws Exception {
        for (var answer : List.of(new Answer.Silent(), new Answer.Stalled(List.of("Good ")))) {
            try (var provider = given(answer)) {
                var outcome = new CompletableFuture<Throwable>();
                var asking = new CountDownLatch(1);
                var thread = Thread.ofVirtual().start(() -> {
                    try {
                        asking.countDown();
                        provider.model().chat(question("Hello"));
                        outcome.complete(new AssertionError("it answered"));
                    } catch (InterruptedException | RuntimeException e) {
                        outcome.complete(e);
                    }
                });

                // when
                asking.await();
                thread.interrupt();

                // then
                assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            }
        }
    }

    @Test
    void givenACallerThatCannotTakeAPiece_whenAsked_thenItsOwnErrorComesBack() {
        try (var provider = given(Answer.text("Good ", "morning"))) {
            assertThatThrownBy(() -> provider.model().chat(question("Hello"), piece -> {
                        throw new IllegalStateException("the reader is gone");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the reader is gone");
        }
    }

    @Test
    void givenNobodyThere_whenAsked_thenItIsUnavailable() {
        var provider = given(Answer.text("never"));
        provider.close();

        var failure = failure(provider);
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("127.0.0.1");
    }

    @Test
    void givenMessagesOfAllKinds_whenAsked_thenTheProviderGetsThemAll() throws InterruptedException {
        try (var provider = given(Answer.text("Good ", "morning"))) {
            var messages = new ArrayList<ModelMessage>(question("Where is it?").messages());
            var call = new ToolRequest("call-1", "orders_get", ARGUMENTS);
            messages.add(new ModelMessage.Reply("Let me look.", List.of(call)));
            messages.add(
                    new ModelMessage.Returned("call-1", "orders_get", Json.object("status", Json.text("sent-today"))));
            messages.add(new ModelMessage.User("And the lamp?"));

            // when
            provider.model()
                    .chat(ModelRequest.of(question("x").prompt(), messages)
                            .withTools(withTools("x").tools())
                            .withMostTokens(321));

            // then
            var body = provider.server().requests().getFirst().body().write();
            assertThat(List.of(
                            "Answer.",
                            "Where is it?",
                            "Let me look.",
                            "orders_get",
                            "ORD-100234",
                            "sent-today",
                            "And the lamp?",
                            "orders_claims",
                            "Reads an order",
                            "\"additionalProperties\":false",
                            "321"))
                    .allMatch(body::contains);
        }
    }

    @Test
    void givenASchemaWithAllThatSchemasHave_whenAsked_thenTheProviderGetsIt() throws InterruptedException {
        try (var provider = given(new Answer.Form(Json.object("wish", Json.text("refund"))))) {
            provider.model().chat(withForm("What does she want?"));

            var body = provider.server().requests().getFirst().body().write();
            assertThat(body)
                    .contains("\"additionalProperties\":{\"type\":\"string\"}")
                    .contains("replacement");
        }
    }

    @Test
    void givenManyAtOnce_whenAsked_thenEachGetsItsOwnAnswer() throws Exception {
        var answers = IntStream.range(0, 20)
                .mapToObj(i -> Answer.text("Good ", "morning"))
                .toArray(Answer[]::new);
        try (var provider = given(answers);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<String>>();
            for (var ignored : answers) {
                calls.add(() -> provider.model().chat(question("Hello")).text());
            }
            for (var text : threads.invokeAll(calls)) {
                assertThat(text.get()).isEqualTo("Good morning");
            }
        }
    }
}
