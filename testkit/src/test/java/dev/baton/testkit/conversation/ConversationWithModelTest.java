package dev.baton.testkit.conversation;

import static dev.baton.testkit.conversation.ConversationDeskTest.ANNA;
import static dev.baton.testkit.conversation.ConversationDeskTest.ASSISTANT;
import static dev.baton.testkit.conversation.ConversationDeskTest.CONTRACT;
import static dev.baton.testkit.model.ScriptedModel.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.assistant.AssistantDefinition;
import dev.baton.assistant.ConversationEvent.ModelCalled;
import dev.baton.assistant.ConversationEvent.ReplyWithheld;
import dev.baton.assistant.ConversationEvent.Said;
import dev.baton.assistant.ConversationEvent.Summarised;
import dev.baton.engine.Conversations.Turn;
import dev.baton.handoff.Contract;
import dev.baton.handoff.HandoffState;
import dev.baton.model.ModelException.Kind;
import dev.baton.model.ModelMessage;
import dev.baton.model.ModelReply.Stop;
import dev.baton.model.ModelRequest;
import dev.baton.model.ToolOffer;
import dev.baton.model.ToolRequest;
import dev.baton.testkit.model.ScriptedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationWithModelTest {
    private static final String PROPOSAL = "{\"orderId\":\"ORD-100234\",\"issue\":\"damaged\",\"wish\":\"refund\"}";

    private final ModelTalk talk = new ModelTalk();

    @AfterEach
    void everyLineWasSpoken() {
        talk.model.close();
    }

    private static List<String> offered(ModelRequest request) {
        return request.tools().stream().map(ToolOffer::name).toList();
    }

    private static String lastUser(ModelRequest request) {
        return request.messages().stream()
                .filter(ModelMessage.User.class::isInstance)
                .map(message -> ((ModelMessage.User) message).text())
                .reduce("", (first, second) -> second);
    }

    @Test
    void givenAModel_whenItAnswers_thenThePersonHearsItAsItComesAndTheCallIsOnRecord() {
        talk.model.says("Good morning. What can I do for you today?");

        var turn = talk.say("good morning to all of you over there");

        assertThat(turn.reply().text()).isEqualTo("Good morning. What can I do for you today?");
        assertThat(talk.heard).hasSizeGreaterThan(1).first().isEqualTo("Good morning.");
        assertThat(talk.heard()).isEqualTo(turn.reply().text());
        assertThat(talk.events(Said.class)).last().matches(said -> !said.offline());
        assertThat(talk.events(ModelCalled.class)).singleElement().satisfies(called -> {
            assertThat(called.message()).isEqualTo("m1");
            assertThat(called.call().prompt().name()).isEqualTo("assistant");
            assertThat(called.call().model()).isEqualTo("scripted");
            assertThat(called.call().usage().input()).isEqualTo(100);
            assertThat(called.call().problem()).isEmpty();
            assertThat(called.call().content()).isEmpty();
        });
    }

    @Test
    void givenItAsksForReads_whenTheyAreDone_thenItAnswersWithWhatThePersonMaySee() {
        talk.model.calls(
                call("a", "orders_get", "{\"orderId\":\"ORD-100234\"}"),
                call("b", "orders_get", "{\"orderId\":\"ORD-100900\"}"),
                call("c", "orders_get", "{\"order\":1}"),
                call("d", "billing_refund", "{\"orderId\":\"ORD-100234\"}"));
        talk.model.says("It is a glass lamp.");

        var turn = talk.say("what did I buy lately?");

        assertThat(turn.reply().text()).isEqualTo("It is a glass lamp.");
        var results = talk.model.requests().get(1).messages().stream()
                .filter(ModelMessage.Returned.class::isInstance)
                .map(message -> ((ModelMessage.Returned) message).result().write())
                .toList();
        assertThat(results).hasSize(4);
        assertThat(results.get(0)).contains("Glass lamp", "\"street\":\"(personal)\"");
        assertThat(talk.model.requests().toString()).doesNotContain("MARKER");
        assertThat(results.get(1)).contains("error").doesNotContain("ring");
        assertThat(results.get(2)).contains("do not fit").contains("orderId");
        assertThat(results.get(3)).contains("There is no such function").contains("orders_get");
        assertThat(talk.orders.writes).isEmpty();
        assertThat(talk.orders.readers)
                .allSatisfy(reader -> assertThat(reader.chain()).isEqualTo("assistant:support for customer:CUS-0001"));
    }

    @Test
    void givenAnAssistantFileThatNamesAWrite_whenTheModelIsAsked_thenItIsNotEvenOffered() {
        talk.model.says("Hello.");

        talk.say("good day, who are you?");

        assertThat(offered(talk.model.requests().getFirst()))
                .containsExactly("orders_get", "search_documents", "propose_damaged-order");
    }

    @Test
    void givenItNeverStopsAsking_whenItsRoundsAreUsedUp_thenOnlyProposalsAreOfferedAndTheAnswerComesWithoutIt() {
        for (var i = 0; i < 3; i++) {
            talk.model.calls(call("c" + i, "orders_get", "{\"orderId\":\"ORD-10000" + i + "\"}"));
        }

        var turn = talk.say("What is your return policy?");

        assertThat(offered(talk.model.requests().get(2))).containsExactly("propose_damaged-order");
        assertThat(turn.reply().text()).contains("You have 30 days.");
        assertThat(talk.events(Said.class)).last().matches(Said::offline);
        assertThat(talk.events(ModelCalled.class))
                .last()
                .satisfies(called -> assertThat(called.call().problem()).isPresent());
    }

    @Test
    void givenAModelThatSaysTheSameAgain_whenThePersonSaysMore_thenTheFormGoesOnWithoutIt() {
        var stuck = "Tell us the number of the order and what happened, and we shall look into it as soon as we can.";
        talk.model.says(stuck).says(stuck).says(stuck);

        talk.say("My order arrived damaged");
        var turn = talk.say("It is ORD-100234");

        assertThat(turn.reply().text())
                .startsWith(stuck)
                .contains("I found ORD-100234: Glass lamp.", "What is the wish?");
        assertThat(turn.proposal()).isEmpty();
        assertThat(talk.say("a refund").proposal()).isPresent();
    }

    @Test
    void givenLinksThatNobodySent_whenProposed_thenTheyAreNotTaken() {
        talk.model
                .calls(proposing("\"photos\":[\"https://img.example/1.jpg\"]"))
                .calls(proposing("\"photos\":[]"))
                .calls(proposing("\"photos\":[\"https://img.example/mine.jpg\"]"));

        var madeUp = talk.say("my order ORD-100234 arrived damaged, money back please")
                .proposal();
        var none = talk.say("did you understand that I want my money back?").proposal();
        var sent = talk.say("here is a photo: https://img.example/mine.jpg").proposal();

        assertThat(madeUp.orElseThrow().input().get("photos")).isEmpty();
        assertThat(madeUp.get().summary()).doesNotContain("hotos");
        assertThat(none.orElseThrow().input().get("photos")).isEmpty();
        assertThat(sent.orElseThrow().input().get("photos").orElseThrow().write())
                .contains("mine.jpg");
    }

    private static ToolRequest proposing(String member) {
        return call("p", "propose_damaged-order", PROPOSAL.replace("}", "," + member + "}"));
    }

    @Test
    void givenAProposal_whenConfirmedByWord_thenItIsHandedOffAsTheSessionAndWithoutAskingTheModelAgain() {
        talk.model.calls(call(
                "p",
                "propose_damaged-order",
                "{\"customerId\":\"CUS-0002\",\"orderId\":\"ORD-100234\",\"issue\":\"damaged\",\"wish\":\"refund\"}"));

        var proposal = talk.say("the lamp of ORD-100234 is in a thousand pieces, and I am not amused")
                .proposal()
                .orElseThrow();
        var turn = talk.say("yes");

        assertThat(proposal.input().textAt("customerId")).contains("CUS-0001");
        assertThat(proposal.summary()).contains("I found ORD-100234: Glass lamp.");
        assertThat(talk.handoffs.requests).singleElement().satisfies(request -> {
            assertThat(request.input()).isEqualTo(proposal.input());
            assertThat(request.idempotencyKey()).contains(proposal.draft());
        });
        assertThat(turn.handoffs()).hasSize(1);
        assertThat(talk.model.requests()).hasSize(1);
        assertThat(talk.events(Said.class)).noneMatch(Said::offline);
    }

    @Test
    void givenAFunctionForAContract_whenItIsOffered_thenTrustedFieldsAreNotShownAndNothingIsRequired() {
        talk.model.says("Hello.");

        talk.say("who are you then?");

        var offer = talk.model.requests().getFirst().tools().getLast();
        assertThat(offer.parameters().get("properties").orElseThrow().asObject().members())
                .containsOnlyKeys("orderId", "issue", "wish", "photos");
        assertThat(offer.parameters().write()).doesNotContain("x-").doesNotContain("required");
        assertThat(offer.description()).contains("My order arrived damaged");
    }

    @Test
    void givenAProposalThatLacksSomething_thenThatIsAskedForAndTheRestIsKept() {
        talk.model.calls(call("p", "propose_damaged-order", "{\"issue\":\"damaged\"}"));
        talk.model.calls(call("q", "propose_damaged-order", "{\"orderId\":\"ORD-100234\",\"wish\":\"refund\"}"));

        var first = talk.say("everything is in a thousand pieces!");
        var second = talk.say("ORD-100234, just give me the cash");

        assertThat(first.reply().text()).isEqualTo("Which order is it?");
        assertThat(first.proposal()).isEmpty();
        assertThat(second.proposal().orElseThrow().input().write())
                .contains("damaged")
                .contains("refund");
    }

    @Test
    void givenAProposalWithAnOrderThatNobodyNamed_thenItIsNotTakenButAskedFor() {
        talk.model.calls(call(
                "p",
                "propose_damaged-order",
                "{\"orderId\":\"ORD-555555\",\"issue\":\"damaged\",\"wish\":\"refund\"}"));

        var turn = talk.say("everything is in a thousand pieces!");

        assertThat(turn.reply().text()).isEqualTo("Which order is it?");
        assertThat(talk.orders.readers).isEmpty();
    }

    @Test
    void givenAProposalWithSomebodyElsesOrder_thenTheCheckRefusesItInTheSameWordsAsAnUnknownOne() {
        talk.model.calls(call(
                "p",
                "propose_damaged-order",
                "{\"orderId\":\"ORD-100900\",\"issue\":\"damaged\",\"wish\":\"refund\"}"));

        var turn = talk.say("ORD-100900 is in a thousand pieces");

        assertThat(turn.reply().text()).contains("I cannot find an order ORD-100900 of yours.");
        assertThat(turn.proposal()).isEmpty();
    }

    @Test
    void givenValuesOutsideTheSchema_thenTheyAreReadAsAPersonWouldMeanThemOrAskedFor() {
        talk.model.calls(call(
                "p", "propose_damaged-order", "{\"orderId\":\"ORD-100234\",\"issue\":\"Broken\",\"wish\":\"a pony\"}"));

        var turn = talk.say("it is about ORD-100234, it came in pieces, I want a pony");

        assertThat(turn.reply().text()).contains("“a pony” does not look right to me.");
        assertThat(turn.proposal()).isEmpty();
    }

    @Test
    void givenAValueThatNobodySaid_whenItDoesNotFit_thenNobodyIsAskedAboutIt() {
        talk.model
                .calls(call("p", "propose_damaged-order", "{\"orderId\":\"ORD-100234\",\"wish\":\"a pony\"}"))
                .calls(proposing("\"photos\":[[\"https://img.example/1.jpg\"],[\"https://img.example/2.jpg\"]]"));

        var asked = talk.say("the lamp in ORD-100234 is broken");
        var proposed = talk.say("money back please");

        assertThat(asked.reply().text()).contains("What is the wish?").doesNotContain("pony");
        assertThat(proposed.reply().text()).doesNotContain("photos", "does not look right");
        assertThat(proposed.proposal().orElseThrow().input().get("photos")).isEmpty();
    }

    @Test
    void givenTheModelMakesNothingOfAClaim_whenThePersonsWordsSayAll_thenItIsProposedAllTheSame() {
        talk.model.says("Oh dear, I am sorry to hear that.");

        var turn = talk.say(ConversationDeskTest.CLAIM);

        assertThat(turn.reply().text()).startsWith("Oh dear").contains("I found ORD-100234");
        assertThat(turn.proposal()).isPresent();
    }

    @Test
    void givenAModelThatOnlyChats_whenAClaimIsToldBitByBit_thenItIsProposedOnceItIsWhole() {
        talk.model.says("Oh dear. What would you like?").says("I understand.");

        var first = talk.say("My order ORD-100234 arrived broken");
        var second = talk.say("I want my money back");

        assertThat(first.proposal()).isEmpty();
        assertThat(first.reply().text()).isEqualTo("Oh dear. What would you like?");
        assertThat(second.proposal().orElseThrow().input().textAt("orderId")).contains("ORD-100234");
        assertThat(lastUser(talk.model.requests().getLast())).contains("Being prepared: damaged-order with");
    }

    @Test
    void givenAnOpenProposal_whenAQuestionNamesAnotherChoice_thenTheProposalStaysUntilTheModelProposesAnew() {
        talk.model.calls(call("p", "propose_damaged-order", PROPOSAL));
        talk.model.says("A replacement takes a week.");
        talk.model.calls(call("q", "propose_damaged-order", PROPOSAL.replace("refund", "replacement")));

        var first =
                talk.say("ORD-100234, it is in a thousand pieces").proposal().orElseThrow();
        var same = talk.say("how long would a replacement take?").proposal().orElseThrow();
        var changed = talk.say("then let us do that").proposal().orElseThrow();

        assertThat(same).isEqualTo(first);
        assertThat(changed.draft()).isNotEqualTo(first.draft());
        assertThat(changed.input().textAt("wish")).contains("replacement");
        assertThat(talk.desk.confirm(talk.conversation, ANNA, first.draft(), first.digest()))
                .isInstanceOf(Turn.Stale.class);
    }

    @Test
    void givenACallSpelledOutAsText_thenItIsTakenAsTheCallAndNobodyHearsIt() {
        talk.model.says("```json\n{\"name\": \"propose_damaged-order\", \"arguments\": " + PROPOSAL + "}\n```");

        var turn = talk.say("about ORD-100234, it is in a thousand pieces, a refund please");

        assertThat(turn.proposal()).isPresent();
        assertThat(turn.reply().text()).doesNotContain("{");
        assertThat(talk.heard()).isEmpty();
    }

    @Test
    void givenAContractThatNeedsNoYes_whenTheModelProposes_thenItNeedsOneAllTheSame() {
        var atOnce = new Contract(
                CONTRACT.id(),
                CONTRACT.description(),
                CONTRACT.callers(),
                CONTRACT.single(),
                false,
                CONTRACT.input(),
                CONTRACT.output(),
                CONTRACT.proof(),
                CONTRACT.examples(),
                CONTRACT.status());
        var eager = new ModelTalk(ASSISTANT, List.of(atOnce));
        eager.model.calls(call("p", "propose_damaged-order", PROPOSAL));

        var turn = eager.say("ORD-100234, hm");

        assertThat(turn.proposal()).isPresent();
        assertThat(turn.reply().text()).contains("Is that right?");
        assertThat(eager.handoffs.requests).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void givenAModelThatFails_thenTheAnswerComesWithoutItAndTheRecordSaysWhy(Kind kind) {
        talk.model.fails(kind);

        var turn = talk.say("What is your return policy?");

        assertThat(turn.reply().text()).contains("You have 30 days.");
        assertThat(talk.events(Said.class)).last().matches(Said::offline);
        assertThat(talk.events(ModelCalled.class))
                .singleElement()
                .satisfies(called -> assertThat(called.call().problem()).contains("the script says: " + kind));
    }

    @Test
    void givenAModelThatDeclines_thenTheAnswerComesWithoutIt() {
        talk.model.answers(
                "a refusal", any -> true, any -> ScriptedModel.reply("", Optional.empty(), List.of(), Stop.REFUSAL));

        assertThat(talk.say("What is your return policy?").reply().text()).contains("You have 30 days.");
        assertThat(talk.events(ModelCalled.class))
                .last()
                .satisfies(called -> assertThat(called.call().problem()).contains("it declined to answer"));
    }

    @Test
    void givenTheSameMessageSentTwice_whenTheyRace_thenTheModelIsAskedOnce() throws Exception {
        talk.model.says("Once.");
        Callable<Turn> send = () -> talk.desk.say(talk.conversation, ANNA, "who are you?", Optional.of("c-1"));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var turn : threads.invokeAll(List.of(send, send, send))) {
                assertThat(((Turn.Replied) turn.get()).reply().text()).isEqualTo("Once.");
            }
        }

        assertThat(talk.model.requests()).hasSize(1);
        assertThat(talk.events(Said.class)).hasSize(1);
    }

    @Test
    void givenAnotherNodeAnswersInBetween_whenNothingThatMattersChanged_thenTheModelIsNotAskedAgain() {
        var other = talk.desk(new ScriptedModel().says("From elsewhere."));
        talk.model.answers("slowly", any -> true, any -> {
            other.say(talk.conversation, ANNA, "and who are you?", Optional.empty());
            return ScriptedModel.text("From here.");
        });

        var turn = talk.say("who are you?");

        assertThat(turn.reply().text()).isEqualTo("From here.");
        assertThat(talk.model.requests()).hasSize(1);
        assertThat(talk.events(Said.class)).extracting(Said::text).containsExactly("From elsewhere.", "From here.");
        assertThat(talk.events(ModelCalled.class)).hasSize(2);
    }

    @Test
    void givenTheProposalIsConfirmedInBetween_thenTheModelIsAskedAgainOnWhatIsNow() {
        talk.model.calls(call("p", "propose_damaged-order", PROPOSAL));
        var proposal =
                talk.say("ORD-100234, it is in a thousand pieces").proposal().orElseThrow();
        talk.model.answers("slowly", any -> true, any -> {
            talk.desk.confirm(talk.conversation, ANNA, proposal.draft(), proposal.digest());
            return ScriptedModel.text("Shall I hand it over?");
        });
        talk.model.says("It is being worked on.");

        var turn = talk.say("how does this go on?");

        assertThat(turn.reply().text()).contains("It is being worked on.").doesNotContain("Shall I");
        assertThat(talk.handoffs.started).hasSize(1);
    }

    @Test
    void givenPassages_whenTheReplyRefersToThem_thenTheOnesFoundAreItsSourcesAndOthersAreDropped() {
        talk.model.says("You can return it for 30 days [1]. The moon is made of cheese [7].");

        var turn = talk.say("how long do I have, please tell me?");

        assertThat(turn.reply().text()).isEqualTo("You can return it for 30 days [1]. The moon is made of cheese.");
        assertThat(turn.reply().sources())
                .singleElement()
                .satisfies(source -> assertThat(source.location()).isEqualTo("returns.md"));
        assertThat(lastUser(talk.model.requests().getFirst())).contains("[1] Returns: You have 30 days.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REF-000777",
                "ref-000777",
                "REF\u2011000777",
                "REF 000777",
                "8472635",
                "a7f3k9q2",
                "REF/2026/0042",
                "R\u200BEF-00\u200B0777"
            })
    void givenANumberFromNowhere_whenItIsNamed_thenThatIsWithheldAndTheTruthIsSaidInstead(String invented) {
        talk.model.says("I looked into it. Your refund has the number " + invented + ", and the money is on its way.");

        var turn = talk.say("where is my money?");

        assertThat(turn.reply().text())
                .startsWith("I looked into it.")
                .contains("Nothing has been handed over")
                .doesNotContain(invented)
                .doesNotContain("on its way");
        assertThat(talk.heard()).isEqualTo("I looked into it.");
        assertThat(talk.events(ReplyWithheld.class)).hasSize(1);
    }

    @Test
    void givenAHandoffWithItsReceipt_whenTheReplyNamesTheConfirmation_thenThatIsHeard() {
        talk.model.calls(call("p", "propose_damaged-order", PROPOSAL));
        talk.say("ORD-100234, it is in a thousand pieces");
        var handoff = talk.say("yes").handoffs().getFirst();
        talk.handoffs.move(handoff.id(), HandoffState.COMPLETED, "Refunded as REF-000012");
        talk.model.says("Order 100234 was refunded: REF-000012.");

        var turn = talk.say("and, is it through?");

        assertThat(turn.reply().text()).isEqualTo("Order 100234 was refunded: REF-000012.");
        assertThat(lastUser(talk.model.requests().getLast()))
                .contains("completed")
                .contains("Refunded as REF-000012");
    }

    @Test
    void givenANumberThatOnlyADocumentHolds_thenItIsHeardOnlyWithThatSource() {
        talk.model.says("Call 0800-123456 [1].");
        talk.model.says("Your refund is 0800-123456.");

        assertThat(talk.say("how can I reach you by phone?").reply().text()).isEqualTo("Call 0800-123456 [1].");
        assertThat(talk.say("and what about the money?").reply().text()).doesNotContain("0800-123456");
    }

    @Test
    void givenNoContractsToolsOrDocuments_thenItWritesSummarisesAndAnalyses() {
        var writer = new ModelTalk(
                new dev.baton.assistant.AssistantDefinition(
                        "support",
                        "Writes",
                        List.of(),
                        List.of(),
                        List.of(),
                        java.util.Map.of(),
                        List.of(),
                        List.of(),
                        ""),
                List.of());
        writer.model
                .says("Dear Ms Smith,\n\nthank you for your letter.\n\nYours")
                .says("It says thanks.")
                .says("Sales grew by 12.5 %, as ISO-9001 wants it.");

        assertThat(writer.say("Write a short letter of thanks to Ms Smith")
                        .reply()
                        .text())
                .isEqualTo("Dear Ms Smith,\n\nthank you for your letter.\n\nYours");
        assertThat(writer.say("Summarise it").reply().text()).isEqualTo("It says thanks.");
        assertThat(writer.say("Analyse: 2024 80, 2025 90").reply().text())
                .isEqualTo("Sales grew by 12.5 %, as ISO-9001 wants it.");
        assertThat(writer.model.requests())
                .allSatisfy(request -> assertThat(request.tools()).isEmpty());
        var history = writer.model.requests().getLast().messages();
        assertThat(history).hasSize(6);
        assertThat(history.get(2)).isInstanceOf(ModelMessage.Reply.class);
        writer.model.close();
    }

    private String handedOff() {
        talk.model.calls(call("p", "propose_damaged-order", PROPOSAL));
        talk.say("ORD-100234, it is in a thousand pieces");
        return talk.say("yes").handoffs().getFirst().id();
    }

    @Test
    void givenAnAgentAsks_whenTheModelReadsAnAnswer_thenItNeedsThePersonsYesAndIsPassedOnAsThePerson() {
        talk.handoffs.ask(handedOff(), "How many are broken?", "{\"type\":\"integer\",\"maximum\":20}");
        talk.model.calls(call("a", "answer_question", "{\"value\":3}"));

        var first = talk.say("well, of the six glasses half did not make it");
        var before = List.copyOf(talk.runs.answers);
        talk.say("yes");

        assertThat(offered(talk.model.requests().getLast())).contains("answer_question");
        assertThat(lastUser(talk.model.requests().getLast())).contains("How many are broken?");
        assertThat(first.reply().text()).contains("you answer: 3");
        assertThat(before).isEmpty();
        assertThat(talk.runs.answers).containsExactly("customer:CUS-0001 3");
        assertThat(talk.model.requests()).hasSize(2);
    }

    @Test
    void givenAnAgentAsks_whenTheModelsAnswerDoesNotFit_thenTheQuestionIsAskedAgain() {
        talk.handoffs.ask(handedOff(), "How many are broken?", "{\"type\":\"integer\",\"maximum\":20}");
        talk.model.calls(call("a", "answer_question", "{\"value\":\"a lot\"}"));

        assertThat(talk.say("a lot of them!").reply().text())
                .contains("does not fit")
                .contains("How many are broken?");
    }

    @Test
    void givenNobodyAsks_thenNoAnswerIsOffered() {
        handedOff();
        talk.model.says("It goes on.");

        talk.say("how does it go on from here?");

        assertThat(offered(talk.model.requests().getLast())).doesNotContain("answer_question");
    }

    private static final AssistantDefinition BRIEF = new AssistantDefinition(
            "support", "Talks", List.of(), List.of(), List.of(), Map.of(), List.of(), List.of(), "", 1_500);

    private static boolean isSummary(ModelRequest request) {
        return request.prompt().name().equals("summary");
    }

    @Test
    void givenMoreWasSaidThanFits_whenTheModelIsAsked_thenOlderTurnsAreSummarisedOnceAndTheSummaryIsKept() {
        var small = new ModelTalk(BRIEF, List.of());
        small.model.answers(
                "the summary",
                ConversationWithModelTest::isSummary,
                any -> ScriptedModel.text("They spoke of grey geese."));
        for (var i = 1; i <= 6; i++) {
            small.model.answers(
                    "a reply",
                    request -> !isSummary(request),
                    any -> ScriptedModel.text("I see. " + "grey goose ".repeat(40)));
        }
        for (var i = 1; i <= 6; i++) {
            small.say("Message number " + i + " about " + "wild swans ".repeat(30));
        }

        var summaries = small.events(Summarised.class);
        assertThat(summaries).hasSize(1);
        assertThat(summaries.getFirst().text()).isEqualTo("They spoke of grey geese.");
        var last = small.model.requests().getLast();
        assertThat(lastUser(last))
                .contains("Earlier, in short: They spoke of grey geese.")
                .contains("Message number 6");
        assertThat(last.messages().toString()).doesNotContain("Message number 1 ");
        assertThat(small.model.requests().stream().filter(ConversationWithModelTest::isSummary))
                .hasSize(1);
        assertThat(small.events(ModelCalled.class)).hasSize(7);
        small.model.close();
    }

    @Test
    void givenNoSummaryCanBeHad_whenMoreWasSaidThanFits_thenTheOldestIsLeftOutAndTheTurnGoesOn() {
        var small = new ModelTalk(BRIEF, List.of());
        for (var i = 1; i <= 12; i++) {
            small.model.answers("a turn", any -> true, request -> {
                if (isSummary(request)) {
                    throw new dev.baton.model.ModelException(Kind.RATE_LIMITED, "not now");
                }
                return ScriptedModel.text("I see. " + "grey goose ".repeat(40));
            });
        }
        for (var i = 1; small.model.requests().size() < 12; i++) {
            assertThat(small.say("Message number " + i + " about " + "wild swans ".repeat(30))
                            .reply()
                            .offline())
                    .isFalse();
        }

        assertThat(small.events(Summarised.class)).isEmpty();
        assertThat(small.model.requests().getLast().messages().get(1)).isInstanceOf(ModelMessage.User.class);
    }

    @Test
    void givenOlderTurnsWereSummarised_whenAProposalIsOpen_thenTheModelIsToldOfItAndTheYesStillCounts() {
        var small = new ModelTalk(
                new AssistantDefinition(
                        "support",
                        "Talks",
                        List.of(FakeOrders.GET),
                        List.of(),
                        List.of("damaged-order"),
                        ASSISTANT.checks(),
                        List.of(),
                        List.of(),
                        "",
                        2_000),
                List.of(CONTRACT));
        small.model.calls(call("p", "propose_damaged-order", PROPOSAL));
        small.say("ORD-100234, it is in a thousand pieces");
        for (var i = 0; i < 4; i++) {
            small.model.answers(
                    "a reply",
                    request -> !isSummary(request),
                    any -> ScriptedModel.text("I see. " + "grey goose ".repeat(40)));
        }
        small.model.answers(
                "the summary", ConversationWithModelTest::isSummary, any -> ScriptedModel.text("Nothing of note."));
        for (var i = 0; i < 4; i++) {
            small.say("By the way, " + "wild swans ".repeat(60));
        }

        assertThat(small.events(Summarised.class)).isNotEmpty();
        assertThat(lastUser(small.model.requests().getLast())).contains("Waits for the person's yes: damaged-order");
        assertThat(small.say("yes").handoffs()).hasSize(1);
    }
}
