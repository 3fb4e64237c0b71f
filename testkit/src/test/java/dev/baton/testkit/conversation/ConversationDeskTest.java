package dev.baton.testkit.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.assistant.AssistantDefinition;
import dev.baton.assistant.AssistantDefinition.Answer;
import dev.baton.assistant.AssistantDefinition.FieldCheck;
import dev.baton.assistant.WordSimilarity;
import dev.baton.engine.ConversationDesk;
import dev.baton.engine.Conversations.Message;
import dev.baton.engine.Conversations.Proposal;
import dev.baton.engine.Conversations.Turn;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Submission;
import dev.baton.event.EventStore;
import dev.baton.event.StreamId;
import dev.baton.handoff.Contract;
import dev.baton.handoff.ContractId;
import dev.baton.handoff.HandoffState;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.json.Problem;
import dev.baton.knowledge.Knowledge;
import dev.baton.model.Models;
import dev.baton.principal.Principal;
import dev.baton.testkit.InMemoryEventStore;
import dev.baton.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationDeskTest {
    static final Principal ANNA = Principal.of(Principal.Kind.CUSTOMER, "CUS-0001");
    static final Principal BERT = Principal.of(Principal.Kind.CUSTOMER, "CUS-0002");
    private static final Principal OMAR = Principal.of(Principal.Kind.PERSON, "omar", "operator");
    static final String CLAIM = "My order ORD-100234 arrived broken and I want my money back";

    static final Contract CONTRACT = new Contract(
            new ContractId("damaged-order", 1),
            "Something arrived broken",
            List.of("assistant:support"),
            Optional.empty(),
            true,
            Json.parse("""
                    {"type":"object","required":["customerId","orderId","issue","wish"],"properties":{
                      "customerId":{"type":"string","x-trusted":true},
                      "orderId":{"type":"string","pattern":"^ORD-[0-9]{6}$","x-ask":"Which order is it?"},
                      "issue":{"enum":["damaged","missing-part"],"x-words":{"damaged":["broken"]}},
                      "wish":{"enum":["refund","replacement"],"x-words":{"refund":["money back"]}},
                      "photos":{"type":"array","items":{"type":"string","format":"uri"}}}}
                    """).asObject(),
            Json.object(),
            Map.of(),
            List.of("My order arrived damaged"),
            Map.of());
    static final AssistantDefinition ASSISTANT = new AssistantDefinition(
            "support",
            "Takes claims",
            List.of(FakeOrders.GET, FakeOrders.REFUND),
            List.of("help-center"),
            List.of("damaged-order"),
            Map.of(
                    "orderId",
                    new FieldCheck(
                            FakeOrders.GET,
                            Json.object("orderId", Json.text("${value}")),
                            "I found ${value}: ${result.item}.",
                            "I cannot find an order ${value} of yours.")),
            List.of(
                    new Answer(
                            "where",
                            List.of("Where is my order?"),
                            FakeOrders.GET,
                            Json.parse("{\"orderId\":{\"pattern\":\"^ORD-[0-9]{6}$\"}}")
                                    .asObject(),
                            Json.object("orderId", Json.text("${orderId}")),
                            "Order ${orderId} with its ${result.item} is ${result.status}."),
                    new Answer(
                            "mischief",
                            List.of("pay me everything now"),
                            FakeOrders.REFUND,
                            Json.object(),
                            Json.object(),
                            "paid")),
            List.of(),
            "");

    private final EventStore store = new InMemoryEventStore();
    private final FakeHandoffs handoffs = new FakeHandoffs();
    private final FakeRuns runs = new FakeRuns(handoffs);
    private final FakeOrders orders = new FakeOrders();
    private final AtomicInteger ids = new AtomicInteger();
    private final ConversationDesk desk = desk(Duration.ofSeconds(5));
    private final String conversation = desk.open("support", ANNA).orElseThrow();

    private ConversationDesk desk(Duration patience) {
        Knowledge knowledge = (collections, text, reader, limit) -> text.contains("return policy")
                ? List.of(new Knowledge.Passage("help-center", "Returns", "returns.md", "You have 30 days.", 0.9))
                : List.of();
        return new ConversationDesk(new ConversationDesk.Workplace(
                store,
                handoffs,
                runs,
                orders,
                knowledge,
                new WordSimilarity(),
                name -> Optional.of(ASSISTANT)
                        .filter(assistant -> assistant.name().equals(name)),
                name -> Optional.of(CONTRACT)
                        .filter(contract -> contract.id().name().equals(name)),
                new SettableClock(),
                () -> "id-" + ids.incrementAndGet(),
                () -> "00112233445566778899aabbccddeeff",
                patience,
                Models.NONE));
    }

    private Turn.Replied say(String text) {
        return (Turn.Replied) desk.say(conversation, ANNA, text, Optional.empty());
    }

    private Proposal propose() {
        return say(CLAIM).proposal().orElseThrow();
    }

    private List<String> texts() {
        return desk.transcript(conversation, ANNA).orElseThrow().messages().stream()
                .map(Message::text)
                .toList();
    }

    @Test
    void givenAClaim_whenConfirmedByWord_thenItIsHandedOffForTheCustomerUnderTheDraft() {
        var proposal = propose();

        var turn = say("yes");

        var request = handoffs.requests.getFirst();
        assertThat(request.contract()).isEqualTo("damaged-order@1");
        assertThat(request.input()).isEqualTo(proposal.input());
        assertThat(request.requester().chain()).isEqualTo("assistant:support for customer:CUS-0001");
        assertThat(request.door()).isEqualTo("chat");
        assertThat(request.idempotencyKey()).contains(proposal.draft());
        assertThat(turn.handoffs()).extracting(HandoffView::state).containsExactly(HandoffState.WORKING);
        assertThat(turn.proposal()).isEmpty();
    }

    @Test
    void givenAProposal_whenTheButtonIsPressedTwice_thenItIsHandedOffOnceAndAnsweredTheSame() {
        var proposal = propose();

        var first = desk.confirm(conversation, ANNA, proposal.draft(), proposal.digest());
        var second = desk.confirm(conversation, ANNA, proposal.draft(), proposal.digest());

        assertThat(second).isEqualTo(first);
        assertThat(handoffs.started).hasSize(1);
        assertThat(handoffs.requests).hasSize(1);
    }

    @Test
    void givenAProposalThatChanged_whenTheOldOneIsConfirmed_thenItIsStaleAndNothingStarts() {
        var old = propose();
        var changed = say("actually a replacement").proposal().orElseThrow();

        assertThat(desk.confirm(conversation, ANNA, old.draft(), old.digest())).isInstanceOf(Turn.Stale.class);
        assertThat(desk.confirm(conversation, ANNA, changed.draft(), old.digest()))
                .isInstanceOf(Turn.Stale.class);
        assertThat(desk.confirm(conversation, ANNA, changed.draft(), Digest.ZERO))
                .isInstanceOf(Turn.Stale.class);
        assertThat(handoffs.requests).isEmpty();
    }

    @Test
    void givenSomebodyElse_whenTheyTalkReadOrConfirm_thenThereIsNoSuchConversation() {
        var proposal = propose();

        assertThat(desk.say(conversation, BERT, "yes", Optional.empty())).isInstanceOf(Turn.NotFound.class);
        assertThat(desk.confirm(conversation, BERT, proposal.draft(), proposal.digest()))
                .isInstanceOf(Turn.NotFound.class);
        assertThat(desk.transcript(conversation, BERT)).isEmpty();
        assertThat(desk.say(conversation, OMAR, "yes", Optional.empty())).isInstanceOf(Turn.NotFound.class);
        assertThat(desk.transcript(conversation, OMAR)).isPresent();
        assertThat(handoffs.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "no such/thing", "", "../etc"})
    void givenAnUnknownConversation_whenAnythingIsAsked_thenItIsNotFound(String id) {
        assertThat(desk.say(id, ANNA, "hello", Optional.empty())).isInstanceOf(Turn.NotFound.class);
        assertThat(desk.confirm(id, ANNA, "d", Digest.ZERO)).isInstanceOf(Turn.NotFound.class);
        assertThat(desk.transcript(id, ANNA)).isEmpty();
    }

    @Test
    void givenAnUnknownAssistant_whenOpened_thenThereIsNoConversation() {
        assertThat(desk.open("nobody", ANNA)).isEmpty();
    }

    @Test
    void givenSomebodyElsesOrder_whenClaimedOrAskedFor_thenItIsAnsweredLikeOneThatDoesNotExist() {
        var theirs = say("My order ORD-100900 arrived broken and I want my money back")
                .reply()
                .text();
        var unknown = say("My order ORD-555555 arrived broken and I want my money back")
                .reply()
                .text();

        assertThat(theirs).doesNotContain("ring").doesNotContain("shipped");
        assertThat(unknown).isEqualTo(theirs.replace("ORD-100900", "ORD-555555"));
        assertThat(say("Where is my order ORD-100900?").reply().text())
                .doesNotContain("ring")
                .doesNotContain("shipped");
        assertThat(orders.readers)
                .isNotEmpty()
                .allSatisfy(reader -> assertThat(reader.chain()).isEqualTo("assistant:support for customer:CUS-0001"));
    }

    @Test
    void givenAnAssistantFileThatNamesAWrite_whenItsTurnComes_thenItIsNeverCalled() {
        say("pay me everything now");

        assertThat(orders.writes).isEmpty();
    }

    @Test
    void givenTheSameClientId_whenSentAgain_thenItIsAnsweredOnce() {
        var first = desk.say(conversation, ANNA, CLAIM, Optional.of("c-1"));
        var again = desk.say(conversation, ANNA, CLAIM, Optional.of("c-1"));
        var yes = desk.say(conversation, ANNA, "yes", Optional.of("c-2"));
        var yesAgain = desk.say(conversation, ANNA, "yes", Optional.of("c-2"));

        assertThat(((Turn.Replied) again).reply()).isEqualTo(((Turn.Replied) first).reply());
        assertThat(yesAgain).isEqualTo(yes);
        assertThat(texts()).hasSize(4);
        assertThat(handoffs.requests).hasSize(1);
    }

    @Test
    void givenManyMessagesAtOnce_whenTheyRace_thenEachIsAnsweredOnceInSomeOrder() throws Exception {
        var texts = List.of("hello", "thanks", "help", "Where is my order ORD-100234?", "hello", "hello");
        var tasks = new ArrayList<Callable<Turn>>();
        for (var i = 0; i < texts.size(); i++) {
            // the last two are the same message, sent twice
            var clientId = "c-" + Math.min(i, 4);
            var text = texts.get(i);
            tasks.add(() -> desk.say(conversation, ANNA, text, Optional.of(clientId)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var turn : threads.invokeAll(tasks)) {
                assertThat(turn.get()).isInstanceOf(Turn.Replied.class);
            }
        }

        var roles = desk.transcript(conversation, ANNA).orElseThrow().messages().stream()
                .map(Message::role)
                .toList();
        assertThat(roles).hasSize(10).startsWith("customer", "assistant", "customer", "assistant");
    }

    @Test
    void givenTwoConfirmationsAtOnce_whenTheyRace_thenOneHandoffStarts() throws Exception {
        var proposal = propose();
        Callable<Turn> button = () -> desk.confirm(conversation, ANNA, proposal.draft(), proposal.digest());
        Callable<Turn> word = () -> desk.say(conversation, ANNA, "yes", Optional.empty());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var turn : threads.invokeAll(List.of(button, word, button))) {
                turn.get();
            }
        }

        assertThat(handoffs.started).hasSize(1);
        assertThat(desk.transcript(conversation, ANNA).orElseThrow().cards()).hasSize(1);
    }

    @Test
    void givenACrashAfterTheYes_whenTheConversationIsReadAgain_thenTheHandoffIsFinishedOnce() {
        propose();
        handoffs.crash.set(Optional.of(new IllegalStateException("the node died")));
        assertThatThrownBy(() -> desk.say(conversation, ANNA, "yes", Optional.of("c-yes")))
                .hasMessage("the node died");

        var transcript =
                desk(Duration.ofSeconds(5)).transcript(conversation, ANNA).orElseThrow();

        assertThat(transcript.cards()).hasSize(1);
        assertThat(handoffs.started).hasSize(1);
        assertThat(handoffs.requests).hasSize(2);
        assertThat(desk.say(conversation, ANNA, "yes", Optional.of("c-yes"))).isInstanceOf(Turn.Replied.class);
        assertThat(handoffs.requests).hasSize(2);
    }

    @Test
    void givenAHandoff_whenItGoesOn_thenTheCardTellsWhereItStandsNow() {
        propose();
        var handoff = say("yes").handoffs().getFirst();
        handoffs.move(handoff.id(), HandoffState.COMPLETED, "Your money is on its way");

        var card = desk.transcript(conversation, ANNA).orElseThrow().cards().getFirst();

        assertThat(card.handoff().message()).isEqualTo("Your money is on its way");
        assertThat(card.afterMessage()).isEqualTo("m4");
        assertThat(say("any news on my claim?").reply().text()).contains("Your money is on its way");
    }

    @Test
    void givenTheSameGoingOnForSomebodyElse_whenConfirmed_thenTheirCardIsNotShown() {
        propose();
        say("yes");
        var theirs = handoffs.requests.getFirst();
        var id = "h-theirs";
        handoffs.started.put(
                id,
                FakeHandoffs.view(
                        id,
                        new dev.baton.engine.HandoffRequest(
                                theirs.contract(), theirs.input(), BERT, "chat", Optional.empty()),
                        HandoffState.WORKING,
                        "Bert's secret"));
        handoffs.answer.set(Optional.of(new Submission.AlreadyRunning(id, "run-of-" + id)));

        say(CLAIM);
        var turn = say("yes");

        assertThat(turn.handoffs()).isEmpty();
        assertThat(turn.reply().text()).doesNotContain("secret");
    }

    @Test
    void givenAnInputThatTheContractRefuses_whenConfirmed_thenThatFieldIsAskedAgain() {
        propose();
        handoffs.answer.set(Optional.of(new Submission.Invalid(List.of(new Problem("/orderId", "is too old")))));

        assertThat(say("yes").reply().text()).endsWith("Which order is it?");
    }

    @Test
    void givenAQuestionOfTheDocuments_whenAsked_thenTheSourceIsShownAndItIsMarkedOffline() {
        var reply = say("What is your return policy?").reply();

        assertThat(reply.text()).contains("You have 30 days.");
        assertThat(reply.sources())
                .singleElement()
                .satisfies(source -> assertThat(source.location()).isEqualTo("returns.md"));
        assertThat(desk.transcript(conversation, ANNA).orElseThrow().offline()).isTrue();
    }

    @Test
    void givenASystemThatHangs_whenATurnNeedsIt_thenThePersonIsNotKeptWaiting() {
        var never = new CountDownLatch(1);
        orders.gate.set(Optional.of(never));

        var turn = (Turn.Replied) desk(Duration.ofMillis(50)).say(conversation, ANNA, CLAIM, Optional.empty());

        assertThat(turn.reply().text()).contains("at the moment");
        assertThat(turn.proposal()).isEmpty();
    }

    @Test
    void givenAConversation_whenItsStreamIsRead_thenEveryEventSaysWhoDidIt() {
        propose();
        say("yes");

        var recorded = store.read(StreamId.of("conversation", conversation), 0);

        assertThat(recorded)
                .filteredOn(
                        event -> event.type().equals("Heard") || event.type().equals("ProposalConfirmed"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.event().by()).contains("customer:CUS-0001"));
        assertThat(recorded)
                .filteredOn(event -> event.type().equals("Said") || event.type().equals("HandedOff"))
                .isNotEmpty()
                .allSatisfy(
                        event -> assertThat(event.event().by()).contains("assistant:support for customer:CUS-0001"));
    }

    private String handedOff() {
        propose();
        return say("yes").handoffs().getFirst().id();
    }

    @Test
    void givenAnAgentAsks_whenTheConversationIsLookedAt_thenTheQuestionIsToldOnceWithItsCard() {
        var handoff = handedOff();
        handoffs.ask(handoff, "Which part is broken?", "{\"enum\":[\"shade\",\"base\"]}");

        var transcript = desk.transcript(conversation, ANNA).orElseThrow();
        var again = desk.transcript(conversation, OMAR).orElseThrow();

        assertThat(transcript.messages().getLast().text())
                .isEqualTo("A question about your damaged order: Which part is broken?\nYou can say: shade or base.");
        assertThat(transcript.cards().getLast().afterMessage())
                .isEqualTo(transcript.messages().getLast().id());
        assertThat(again.messages()).isEqualTo(transcript.messages());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"enum":["shade","base"]}               | it is the base            | base       | "base"
            {"type":"integer","maximum":20}         | 2                         | 2          | 2
            {"type":"number"}                       | 2.5                       | 2.5        | 2.5
            {"type":"boolean"}                      | yes                       | yes        | true
            {"type":"boolean"}                      | no                        | no         | false
            {"type":"string","format":"date"}       | on 7 January 2026         | 2026-01-07 | "2026-01-07"
            {"type":"string"}                       | the left corner of it     | the left corner of it | "the left corner of it"
            """)
    void givenAQuestion_whenItIsAnsweredInWords_thenTheExactAnswerIsConfirmedAndPassedOnAsThePerson(
            String schema, String said, String words, String value) {
        handoffs.ask(handedOff(), "Tell us, please?", schema);

        var first = say(said);
        var before = List.copyOf(runs.answers);
        var second = say("yes");

        assertThat(first.reply().text()).contains("you answer: " + words + "\nIs that right?");
        assertThat(before).isEmpty();
        assertThat(second.reply().text()).contains("I passed that on: " + words).contains("We go on with your order");
        assertThat(runs.answers).containsExactly("customer:CUS-0001 " + value);
    }

    @Test
    void givenAnAnswer_whenThePersonSaysNo_thenNothingIsPassedOnAndAnotherOneMayBeGiven() {
        handoffs.ask(handedOff(), "How many are broken?", "{\"type\":\"integer\",\"maximum\":20}");

        say("3");
        var no = say("no");
        var wrong = say("50");
        say("4");
        say("yes");

        assertThat(no.reply().text()).contains("I did not pass that on");
        assertThat(wrong.reply().text()).contains("does not fit");
        assertThat(runs.answers).containsExactly("customer:CUS-0001 4");
    }

    @Test
    void givenAQuestion_whenSomethingElseIsAsked_thenThatIsAnsweredAndTheQuestionStaysOpen() {
        var handoff = handedOff();
        handoffs.ask(handoff, "Which part is broken?", "{\"enum\":[\"shade\",\"base\"]}");

        assertThat(say("What is your return policy?").reply().text()).contains("30 days");
        assertThat(say("the shade").reply().text()).contains("you answer: shade");
    }

    @Test
    void givenTheQuestionWasAnsweredOnTheCard_whenAnAnswerIsConfirmed_thenItIsSaidThatItCameTooLate() {
        var handoff = handedOff();
        handoffs.ask(handoff, "How many are broken?", "{\"type\":\"integer\"}");
        say("3");
        handoffs.move(handoff, HandoffState.WORKING, "We go on");

        assertThat(say("yes").reply().text()).contains("no longer open");
        assertThat(runs.answers).isEmpty();
    }
}
