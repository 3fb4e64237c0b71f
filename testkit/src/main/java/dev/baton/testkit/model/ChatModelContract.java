package dev.baton.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.json.Json;
import dev.baton.model.ModelException;
import dev.baton.model.ModelException.Kind;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelReply;
import dev.baton.model.ModelReply.Stop;
import dev.baton.model.ModelReply.Usage;
import dev.baton.model.ModelRequest;
import dev.baton.model.OutputForm;
import dev.baton.model.Prompt;
import dev.baton.model.ToolOffer;
import dev.baton.model.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link dev.baton.model.ChatModel} has to do. */
@Timeout(30)
public abstract class ChatModelContract {
    protected static final Json.Obj ARGUMENTS = Json.object("orderId", Json.text("ORD-100234"));

    /** A model whose provider gives these answers. */
    protected abstract ModelCase given(Answer... answers);

    protected static ModelRequest question(String text) {
        return ModelRequest.of(
                new Prompt("assistant", "1", "Answer.").id(),
                List.of(new ModelMessage.Instructions("Answer."), new ModelMessage.User(text)));
    }

    protected static ModelRequest withTools(String text) {
        var parameters = Json.object("type", Json.text("object"))
                .with("properties", Json.object("orderId", Json.object("type", Json.text("string"))))
                .with("required", Json.texts(List.of("orderId")))
                .with("additionalProperties", Json.Bool.FALSE);
        return question(text)
                .withTools(List.of(
                        new ToolOffer("orders_get", "Reads an order", parameters),
                        new ToolOffer("orders_claims", "Reads the claims of an order", parameters)));
    }

    /** Asks for an object with any members, which not every provider can be held to. */
    protected static ModelRequest withForm(String text) {
        var schema = Json.object("type", Json.text("object"))
                .with(
                        "properties",
                        Json.object("wish", Json.object("enum", Json.texts(List.of("refund", "replacement")))))
                .with("required", Json.texts(List.of("wish")))
                .with("additionalProperties", Json.object("type", Json.text("string")));
        return question(text).withForm(new OutputForm("wish", schema));
    }

    protected static ModelException failure(ModelCase provider) {
        return catchThrowableOfType(ModelException.class, () -> provider.model().chat(question("Hello")));
    }

    @Test
    void givenAText_whenAsked_thenItComesInPiecesAndWhole() throws InterruptedException {
        try (var provider = given(Answer.text("Good ", "morning, ", "Ada."))) {
            var pieces = new ArrayList<String>();
            var here = Thread.currentThread();
            var others = new ArrayList<Thread>();

            // when
            var reply = provider.model().chat(question("Hello"), piece -> {
                pieces.add(piece);
                if (!Thread.currentThread().equals(here)) {
                    others.add(Thread.currentThread());
                }
            });

            // then
            assertThat(reply.text()).isEqualTo("Good morning, Ada.");
            assertThat(String.join("", pieces)).isEqualTo(reply.text());
            assertThat(pieces).hasSizeGreaterThan(1);
            assertThat(others).isEmpty();
            assertThat(reply.stop()).isEqualTo(Stop.END);
            assertThat(reply.calls()).isEmpty();
            assertThat(reply.output()).isEmpty();
            assertThat(reply.model()).isEqualTo(provider.model().name());
        }
    }

    @Test
    void givenTokens_whenAsked_thenTheyAreCountedCachedOnesIncluded() throws InterruptedException {
        try (var provider = given(new Answer.Text(List.of("Good morning"), new Usage(1000, 900, 7)))) {
            assertThat(provider.model().chat(question("Hello")).usage()).isEqualTo(new Usage(1000, 900, 7));
        }
    }

    @Test
    void givenSeveralCalls_whenAsked_thenAllAreThereInTheirOrder() throws InterruptedException {
        var other = Json.object("orderId", Json.text("ORD-100235"));
        try (var provider = given(Answer.calls(
                new ToolRequest("call-1", "orders_get", ARGUMENTS),
                new ToolRequest("call-2", "orders_claims", other)))) {
            // when
            var reply = provider.model().chat(withTools("What about my orders?"));

            // then
            assertThat(reply.stop()).isEqualTo(Stop.CALLS);
            assertThat(reply.calls()).extracting(ToolRequest::tool).containsExactly("orders_get", "orders_claims");
            assertThat(reply.calls()).extracting(ToolRequest::arguments).containsExactly(ARGUMENTS, other);
            assertThat(reply.calls())
                    .extracting(ToolRequest::id)
                    .doesNotHaveDuplicates()
                    .noneMatch(String::isBlank);
        }
    }

    @Test
    void givenWhatCameOfCalls_whenAskedAgain_thenTheAnswerIsText() throws InterruptedException {
        try (var provider = given(
                Answer.calls(new ToolRequest("call-1", "orders_get", ARGUMENTS)),
                Answer.text("It is ", "on its way."))) {
            var first = withTools("Where is my order?");
            var asked = provider.model().chat(first);

            // when
            var messages = new ArrayList<>(first.messages());
            messages.add(new ModelMessage.Reply(asked.text(), asked.calls()));
            messages.add(new ModelMessage.Returned(
                    asked.calls().getFirst().id(), "orders_get", Json.object("status", Json.text("sent"))));
            var reply = provider.model()
                    .chat(ModelRequest.of(first.prompt(), messages).withTools(first.tools()));

            // then
            assertThat(reply.text()).isEqualTo("It is on its way.");
            assertThat(reply.stop()).isEqualTo(Stop.END);
        }
    }

    @Test
    void givenAForm_whenAsked_thenTheOutputIsTheTextAsJson() throws InterruptedException {
        var output = Json.object("wish", Json.text("refund")).with("why", "It broke");
        try (var provider = given(new Answer.Form(output))) {
            var pieces = new StringBuilder();

            // when
            var reply = provider.model().chat(withForm("What does she want?"), pieces::append);

            // then
            assertThat(reply.output()).contains(output);
            assertThat(Json.parse(reply.text())).isEqualTo(output);
            assertThat(pieces).hasToString(reply.text());
            assertThat(reply.calls()).isEmpty();
            assertThat(reply.stop()).isEqualTo(Stop.END);
        }
    }

    @Test
    void givenARefusal_whenAsked_thenThatIsTheReply() throws InterruptedException {
        try (var provider = given(new Answer.Refusal("I cannot help with that."))) {
            var reply = provider.model().chat(withForm("Do something bad"));

            assertThat(reply.stop()).isEqualTo(Stop.REFUSAL);
            assertThat(reply.output()).isEmpty();
        }
    }

    @Test
    void givenAReplyThatBecomesTooLong_whenAsked_thenThatIsTold() throws InterruptedException {
        try (var provider = given(new Answer.TooLong(List.of("{\"wish\": ", "\"ref")))) {
            var reply = provider.model().chat(withForm("What does she want?").withMostTokens(5));

            assertThat(reply.stop()).isEqualTo(Stop.LENGTH);
            assertThat(reply.text()).isEqualTo("{\"wish\": \"ref");
            assertThat(reply.output()).isEmpty();
        }
    }

    @Test
    void givenAKeyThatIsNotTaken_whenAsked_thenItIsUnauthorized() {
        try (var provider = given(Answer.status(401))) {
            assertThat(failure(provider).kind()).isEqualTo(Kind.UNAUTHORIZED);
        }
    }

    @Test
    void givenTooManyCalls_whenAsked_thenItIsRateLimited() {
        try (var provider = given(Answer.status(429))) {
            assertThat(failure(provider).kind()).isEqualTo(Kind.RATE_LIMITED);
        }
    }

    @Test
    void givenAnErrorOfTheProvider_whenAsked_thenItIsUnavailable() {
        try (var provider = given(Answer.status(503))) {
            assertThat(failure(provider).kind()).isEqualTo(Kind.UNAVAILABLE);
        }
    }

    @Test
    void givenARequestThatIsNotTaken_whenAsked_thenItIsInvalid() {
        try (var provider = given(Answer.status(400))) {
            var failure = failure(provider);

            assertThat(failure.kind()).isEqualTo(Kind.INVALID);
            assertThat(failure.kind().isPassing()).isFalse();
        }
    }

    @Test
    void givenAnAnswerThatMakesNoSense_whenAsked_thenItIsMalformed() {
        try (var provider = given(new Answer.Garbled())) {
            assertThat(failure(provider).kind()).isEqualTo(Kind.MALFORMED);
        }
    }

    @Test
    void givenAnAnswerThatEndsInTheMiddle_whenAsked_thenItIsCutOff() {
        try (var provider = given(new Answer.Cut(List.of("Good ", "mor")))) {
            assertThat(failure(provider).kind()).isEqualTo(Kind.CUT_OFF);
        }
    }

    @Test
    void givenAnAnswerThatEndsInOrderButTooSoon_whenAsked_thenItIsCutOff() {
        try (var provider = given(new Answer.Unfinished(List.of("Good ", "mor")))) {
            assertThat(failure(provider).kind()).isEqualTo(Kind.CUT_OFF);
        }
    }

    @Test
    void givenNoAnswer_whenAsked_thenItIsTimedOut() {
        try (var provider = given(new Answer.Silent())) {
            assertThat(failure(provider).kind()).isEqualTo(Kind.TIMED_OUT);
        }
    }

    @Test
    void givenOneFailure_whenAskedAgain_thenTheModelIsAsGoodAsBefore() throws InterruptedException {
        try (var provider = given(Answer.status(500), Answer.text("Good ", "morning"))) {
            failure(provider);

            ModelReply reply = provider.model().chat(question("Hello"));

            assertThat(reply.text()).isEqualTo("Good morning");
            assertThat(provider.asked()).isEqualTo(2);
        }
    }
}
