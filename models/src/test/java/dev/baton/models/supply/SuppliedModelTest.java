package dev.baton.models.supply;

import static dev.baton.models.supply.Given.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.model.ChatModel;
import dev.baton.model.ModelException;
import dev.baton.model.ModelException.Kind;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelRequest;
import dev.baton.model.ModelStatus.State;
import dev.baton.testkit.model.ScriptedModel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SuppliedModelTest {
    private final Given given = new Given();

    private static ModelException failure(ChatModel model) {
        return catchThrowableOfType(ModelException.class, () -> model.chat(QUESTION));
    }

    @Test
    void givenAPassingFailure_whenAsked_thenItIsTriedAgain() throws InterruptedException {
        try (var script = new ScriptedModel()
                .fails(Kind.UNAVAILABLE)
                .fails(Kind.MALFORMED)
                .says("Good morning")) {
            var model = given.supplied(script);

            assertThat(model.chat(QUESTION).text()).isEqualTo("Good morning");
            assertThat(script.requests()).hasSize(3);
            assertThat(model.tally().counts().calls()).isEqualTo(3);
            assertThat(model.tally().counts().failures()).isEqualTo(2);
            assertThat(model.state()).isEqualTo(State.READY);
        }
    }

    @Test
    void givenAFailureThatStays_whenAsked_thenItIsNotTriedAgain() {
        for (var kind : new Kind[] {Kind.UNAUTHORIZED, Kind.INVALID}) {
            try (var script = new ScriptedModel().fails(kind)) {
                assertThat(failure(given.supplied(script)).kind()).isEqualTo(kind);
                assertThat(script.requests()).hasSize(1);
            }
        }
    }

    @Test
    void givenAnAnswerThatSomebodyHeardBegin_whenItBreaks_thenItIsNotBegunAgain() {
        var asked = new int[1];
        var model = given.supplied(new ChatModel() {
            @Override
            public String name() {
                return "main";
            }

            @Override
            public ModelReply chat(ModelRequest request, Consumer<String> text) {
                asked[0]++;
                text.accept("Good mor");
                throw new ModelException(Kind.CUT_OFF, "it broke");
            }
        });
        var heard = new StringBuilder();

        assertThatThrownBy(() -> model.chat(QUESTION, heard::append)).isInstanceOf(ModelException.class);

        assertThat(heard).hasToString("Good mor");
        assertThat(asked[0]).isEqualTo(1);
        // when nobody listens, it can be asked for again
        failure(model);
        assertThat(asked[0]).isEqualTo(3);
    }

    @Test
    void givenAShortPauseThatTheProviderAsksFor_whenTriedAgain_thenItIsKept() throws InterruptedException {
        try (var script = new ScriptedModel()
                .answers("a limit", any -> true, any -> {
                    throw new ModelException(Kind.RATE_LIMITED, "slow down", Optional.of(Duration.ofMillis(150)));
                })
                .says("Good morning")) {
            var began = System.nanoTime();

            given.supplied(script).chat(QUESTION);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }
    }

    @Test
    void givenALongPauseThatTheProviderAsksFor_thenItIsLeftAloneUntilThen() throws InterruptedException {
        try (var script = new ScriptedModel()
                .answers("a limit", any -> true, any -> {
                    throw new ModelException(Kind.RATE_LIMITED, "quota", Optional.of(Duration.ofMinutes(5)));
                })
                .says("Good morning")) {
            var model = given.supplied(script);
            assertThat(failure(model).kind()).isEqualTo(Kind.RATE_LIMITED);

            // when it is asked meanwhile
            var meanwhile = failure(model);

            // then the provider is not
            assertThat(meanwhile).hasMessageContaining("left alone").hasMessageContaining("quota");
            assertThat(model.state()).isEqualTo(State.PAUSED);
            assertThat(script.requests()).hasSize(1);

            given.clock.advance(Duration.ofMinutes(5).plusSeconds(1));
            assertThat(model.chat(QUESTION).text()).isEqualTo("Good morning");
            assertThat(model.state()).isEqualTo(State.READY);
        }
    }

    @Test
    void givenAModelThatKeepsFailing_thenItIsLeftAloneAndThenTriedOnce() throws InterruptedException {
        try (var script = new ScriptedModel()
                .fails(Kind.UNAVAILABLE)
                .fails(Kind.UNAVAILABLE)
                .fails(Kind.UNAVAILABLE)
                .says("Good morning")) {
            var model = given.supplied(script);
            failure(model);

            assertThat(model.state()).isEqualTo(State.PAUSED);
            assertThat(failure(model)).hasMessageContaining("left alone");
            assertThat(script.requests()).hasSize(3);

            given.clock.advance(Given.HASTY.rest().plusSeconds(1));
            assertThat(model.state()).isEqualTo(State.READY);
            assertThat(model.chat(QUESTION).text()).isEqualTo("Good morning");
        }
    }

    @Test
    void givenAPause_whenInterrupted_thenTheCallIsBrokenOff() throws Exception {
        var asked = new CountDownLatch(1);
        var model = given.supplied(new ScriptedModel().answers("a limit", any -> true, any -> {
            asked.countDown();
            throw new ModelException(Kind.RATE_LIMITED, "slow down", Optional.of(Duration.ofMillis(190)));
        }));
        var outcome = new CompletableFuture<Throwable>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                model.chat(QUESTION);
            } catch (InterruptedException | RuntimeException | AssertionError e) {
                outcome.complete(e);
            }
        });

        asked.await();
        thread.interrupt();

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void givenAsManyCallsAsMayBe_whenAnotherComes_thenItWaitsAndGivesUp() throws Exception {
        var inside = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var definition =
                Given.definition("main").withConcurrency(1).withTimes(Duration.ofMillis(100), Duration.ofMillis(100));
        var model = given.supplied(definition, new ScriptedModel().answers("slowly", any -> true, any -> {
                    inside.countDown();
                    try {
                        leave.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    return ScriptedModel.text("Good morning");
                }));
        var first = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try {
                first.complete(model.chat(QUESTION).text());
            } catch (InterruptedException | RuntimeException e) {
                first.completeExceptionally(e);
            }
        });
        inside.await();

        // when
        var second = failure(model);
        leave.countDown();

        // then
        assertThat(second.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(second).hasMessageContaining("concurrency");
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("Good morning");
    }

    @Test
    void givenACap_whenItIsSpent_thenNothingMoreIsAskedUntilTheNextDay() throws InterruptedException {
        try (var script = new ScriptedModel()
                .answers("60 cents", any -> true, any -> Given.costing("main", 60))
                .answers("60 more", any -> true, any -> Given.costing("main", 60))
                .answers("a new day", any -> true, any -> Given.costing("main", 1))) {
            var model = given.supplied(Given.capped("main", "1.00"), script);
            model.chat(QUESTION);
            assertThat(model.state()).isEqualTo(State.READY);
            model.chat(QUESTION);

            // when
            var refused = failure(model);

            // then
            assertThat(refused.kind()).isEqualTo(Kind.OVER_BUDGET);
            assertThat(refused).hasMessageContaining("1.00 USD").hasMessageContaining("midnight UTC");
            assertThat(model.state()).isEqualTo(State.OVER_CAP);
            given.clock.advance(Duration.ofDays(1));
            assertThat(model.chat(QUESTION).text()).isEqualTo("Good");
        }
    }
}
