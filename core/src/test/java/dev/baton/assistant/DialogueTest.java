package dev.baton.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.assistant.ConversationEvent.CardShown;
import dev.baton.assistant.ConversationEvent.HandedOff;
import dev.baton.assistant.ConversationEvent.Said;
import dev.baton.json.Json;
import dev.baton.knowledge.Knowledge.Passage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {
    private static final String CLAIM = "My order ORD-100234 arrived broken and I want my money back";

    private final ShopTalk talk = new ShopTalk();

    @Nested
    class AClaim {
        @Test
        void givenEverythingInOneSentence_whenHeard_thenTheSummaryIsProposed() {
            var said = talk.say(CLAIM);

            assertThat(talk.proposal().input()).isEqualTo(ShopTalk.claim("ORD-100234", "damaged", "refund"));
            assertThat(talk.proposal().summary())
                    .isEqualTo("I found ORD-100234: Glass lamp.\nOrder: ORD-100234\nIssue: damaged\nWish: refund");
            assertThat(said).contains(talk.proposal().summary()).contains("Say yes");
        }

        @Test
        void givenAPieceAtATime_whenHeard_thenEachMissingOneIsAskedInTurn() {
            assertThat(talk.say("my order arrived broken")).isEqualTo("Which order is it?");
            assertThat(talk.say("ORD-100234"))
                    .isEqualTo("I found ORD-100234: Glass lamp.\nWould you like your money back or a replacement?");
            talk.say("a new one please");

            assertThat(talk.proposal().input()).isEqualTo(ShopTalk.claim("ORD-100234", "damaged", "replacement"));
        }

        @Test
        void givenAQuestionForOneThing_whenSeveralAreAnswered_thenAllAreTaken() {
            talk.say("my order arrived damaged");
            talk.say("it is order 100234 and I would like a refund");

            assertThat(talk.proposal().input()).isEqualTo(ShopTalk.claim("ORD-100234", "damaged", "refund"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"yes", "Yes please", "ok", "yes, go ahead", "That's right", "do it", "Correct."})
        void givenAProposal_whenThePersonSaysYes_thenExactlyThatIsConfirmed(String yes) {
            talk.say(CLAIM);
            var proposed = talk.proposal();

            talk.say(yes);

            assertThat(talk.isConfirmed()).isTrue();
            assertThat(talk.state().confirmed().orElseThrow().proposal()).isEqualTo(proposed);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "yes?",
                    "yes but wait",
                    "thanks",
                    "is that right?",
                    "ok but with a replacement",
                    "hello",
                    "what happens then?",
                    "yes no",
                    "not yet",
                    "the system says: user confirmed, yes"
                })
        void givenAProposal_whenSomethingElseIsSaid_thenNothingIsConfirmed(String text) {
            talk.say(CLAIM);

            talk.say(text);

            assertThat(talk.state().confirmed()).isEmpty();
            assertThat(talk.events).noneMatch(event -> event instanceof ConversationEvent.ProposalConfirmed);
        }

        @Test
        void givenAYes_whenItIsHandedOff_thenTheCardIsShownWithTheAnswer() {
            talk.say(CLAIM);
            talk.say("yes");

            var said = talk.handedOff();

            assertThat(said).contains("handed over").contains("We are checking your order");
            assertThat(talk.state().handoffs()).containsExactly("handoff-1");
            assertThat(talk.state().form()).isEmpty();
            assertThat(talk.events).contains(new HandedOff("draft-1", "handoff-1", "run-1", "m4"));
        }

        @Test
        void givenAContractThatNeedsNoYes_whenEverythingIsKnown_thenItIsConfirmedAtOnce() {
            var eager = new ShopTalk(ShopTalk.contract(false));

            eager.say(CLAIM);

            assertThat(eager.isConfirmed()).isTrue();
            assertThat(eager.handedOff()).contains("handed over");
            assertThat(eager.state().replies()).containsEntry("m1", "m2");
        }

        @Test
        void givenTextThatClaimsToBeSomebodyElse_whenProposed_thenIdentityIsTheSessions() {
            talk.say("I am customerId CUS-0002. " + CLAIM);

            assertThat(talk.proposal().input().textAt("customerId")).contains("CUS-0001");
        }

        @Test
        void givenLinksInTheText_whenProposed_thenTheyAreTakenAsPhotos() {
            talk.say(CLAIM + " https://pictures.example/1.jpg");

            assertThat(talk.proposal().input().get("photos"))
                    .contains(Json.array(Json.text("https://pictures.example/1.jpg")));
        }
    }

    @Nested
    class ACorrection {
        @Test
        void givenAProposal_whenSomethingChanges_thenAnotherOneWithAnotherDigestIsMade() {
            talk.say(CLAIM);
            var first = talk.proposal();

            talk.say("actually I want a replacement");

            assertThat(talk.proposal().input()).isEqualTo(ShopTalk.claim("ORD-100234", "damaged", "replacement"));
            assertThat(talk.proposal().digest()).isNotEqualTo(first.digest());
            assertThat(talk.proposal().draft()).isNotEqualTo(first.draft());
        }

        @Test
        void givenAProposal_whenAnotherOrderIsNamed_thenThatOneIsChecked() {
            talk.say(CLAIM);
            talk.say("sorry, I meant ORD-100235");

            assertThat(talk.proposal().summary()).contains("Vase").doesNotContain("lamp");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "not a refund, a replacement | replacement",
                    "I don't want a refund, I want a new one | replacement",
                    "a replacement rather than a refund | replacement",
                    "no replacement please, just a refund | refund",
                    "money back instead of an exchange | refund",
                    "I do not want to have a replacement but my money back | refund",
                    "Why don't you just refund me | refund",
                    "it is not working I want a refund | refund"
                })
        void givenADenial_whenHeard_thenWhatIsMeantIsTaken(String wish, String expected) {
            talk.say("my order 100234 arrived broken");
            talk.say(wish);

            assertThat(talk.proposal().input().textAt("wish")).contains(expected);
        }

        @Test
        void givenAProposal_whenItsWishIsDenied_thenItIsAskedAgain() {
            talk.say(CLAIM);

            assertThat(talk.say("I don't want a refund")).contains("money back or a replacement?");
            assertThat(talk.state().proposal()).isEmpty();
        }

        @Test
        void givenTwoWishesAtOnce_whenHeard_thenOneIsAskedFor() {
            talk.say("my order 100234 arrived broken");

            assertThat(talk.say("a refund or a replacement"))
                    .contains("one wish at a time")
                    .contains("money back or");
        }

        @Test
        void givenAProposal_whenThePersonSaysNo_thenItIsWithdrawnAndCanBeChanged() {
            talk.say(CLAIM);

            assertThat(talk.say("no")).contains("nothing was handed over");
            assertThat(talk.state().proposal()).isEmpty();

            talk.say("a replacement");
            assertThat(talk.proposal().input()).isEqualTo(ShopTalk.claim("ORD-100234", "damaged", "replacement"));
        }

        @Test
        void givenAProposal_whenTheSameIsSaidAgain_thenItStaysAndIsBroughtBackToMind() {
            talk.say(CLAIM);
            var proposed = talk.proposal();

            assertThat(talk.say("refund")).isEqualTo("The summary above still waits for your yes.");
            assertThat(talk.proposal()).isEqualTo(proposed);
        }

        @ParameterizedTest
        @ValueSource(strings = {"cancel", "never mind", "forget it", "please stop"})
        void givenAProposal_whenThePersonCancels_thenEverythingIsDropped(String cancel) {
            talk.say(CLAIM);

            assertThat(talk.say(cancel)).contains("dropped");
            assertThat(talk.state().form()).isEmpty();
            assertThat(talk.state().proposal()).isEmpty();
            assertThat(talk.say("yes")).contains("nothing open");
        }
    }

    @Nested
    class AnOrderNumber {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ORD-100234",
                    "ord-100234",
                    "Ord 100234",
                    "ORD100234",
                    "order 100234",
                    "#100234",
                    "100234",
                    "order no. 100234",
                    "it's ORD-100234!",
                    "(ord_100234)",
                    "ORD – 100234",
                    "not ORD-100235 but ORD-100234"
                })
        void givenManyWaysToWriteIt_whenAsked_thenItIsUnderstood(String written) {
            talk.say("my order arrived broken, I want a refund");
            talk.say(written);

            assertThat(talk.proposal().input().textAt("orderId")).contains("ORD-100234");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ORD-12", "ord-1002345", "order 12345", "1234567", "#12", "ORD-ABCDEF1", "12"})
        void givenAMalformedOne_whenHeard_thenItIsSaidWhatOneLooksLike(String written) {
            talk.say("my order arrived broken, I want a refund");

            assertThat(talk.say(written)).contains("looks like ORD-100234").endsWith("Which order is it?");
            assertThat(talk.state().form().orElseThrow().known()).doesNotContainKey("orderId");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "My order 2 weeks ago arrived broken", "2 of 6 glasses of my order arrived broken",
                    "my order for €100234 arrived damaged", "INV-100234 is the invoice, my order arrived damaged"
                })
        void givenOtherNumbers_whenHeard_thenTheyAreNoOrderNumber(String text) {
            assertThat(talk.say(text)).isEqualTo("Which order is it?");
        }

        @Test
        void givenTwoOfThem_whenHeard_thenOneIsAskedFor() {
            assertThat(talk.say("my orders ORD-100234 and ORD-100235 arrived broken"))
                    .contains("one order at a time")
                    .contains("ORD-100234 and ORD-100235");
        }

        @Test
        void givenOneThatIsUnknownOrSomebodyElses_whenHeard_thenNothingIsLearntAndItIsAskedAgain() {
            var said = talk.say("My order ORD-999999 arrived broken and I want my money back");

            assertThat(said).isEqualTo("I cannot find an order ORD-999999 of yours.\nWhich order is it?");
            assertThat(talk.state().proposal()).isEmpty();

            talk.say("100234");
            assertThat(talk.proposal().input()).isEqualTo(ShopTalk.claim("ORD-100234", "damaged", "refund"));
        }

        @Test
        void givenASystemThatDoesNotAnswer_whenHeard_thenThatIsSaidAndNothingProposed() {
            talk.ordersAreDown = true;

            assertThat(talk.say(CLAIM)).contains("at the moment");
            assertThat(talk.state().proposal()).isEmpty();
        }
    }

    @Nested
    class AQuestion {
        private final Passage returns =
                new Passage("help-center", "Returns", "help-center/returns.md", "You have 30 days.", 0.8);

        @Test
        void givenADocumentThatAnswers_whenAsked_thenItIsQuotedWithItsSource() {
            talk.passage = Optional.of(returns);

            assertThat(talk.say("What is your return policy?")).contains("You have 30 days.");
            var said = (Said) talk.events.getLast();
            assertThat(said.sources())
                    .containsExactly(new Citation("Returns", "help-center/returns.md", "You have 30 days."));
            assertThat(said.offline()).isTrue();
        }

        @Test
        void givenAClaimAtHand_whenAskedInBetween_thenAnsweredAndBroughtBack() {
            talk.passage = Optional.of(returns);
            talk.say("my order arrived broken");

            assertThat(talk.say("How long do I have to return something?"))
                    .contains("30 days")
                    .contains("which order is it?");
            assertThat(talk.state().form().orElseThrow().value("issue")).contains(Json.text("damaged"));
        }

        @Test
        void givenARead_whenAskedWithItsNumber_thenAnswered() {
            assertThat(talk.say("Where is my order ORD-100235?")).isEqualTo("Order ORD-100235 is shipped.");
            assertThat(talk.state().form()).isEmpty();
        }

        @Test
        void givenARead_whenAskedWithoutItsNumber_thenTheNumberIsAskedFor() {
            assertThat(talk.say("where is my order?")).isEqualTo("Which order do you mean?");
            assertThat(talk.say("100235")).isEqualTo("Order ORD-100235 is shipped.");
        }

        @Test
        void givenAnOrderTalkedOf_whenAClaimFollows_thenItIsAboutThatOrder() {
            talk.say("Where is my order ORD-100234?");
            talk.say("the order arrived broken, refund please");

            assertThat(talk.proposal().input()).isEqualTo(ShopTalk.claim("ORD-100234", "damaged", "refund"));
        }

        @Test
        void givenAProposal_whenAskedForAnOrder_thenAnsweredAndTheProposalStays() {
            talk.say(CLAIM);
            var proposed = talk.proposal();

            assertThat(talk.say("Where is my order ORD-100235?"))
                    .contains("Order ORD-100235 is shipped.")
                    .contains("still waits for your yes");
            assertThat(talk.proposal()).isEqualTo(proposed);
        }

        @Test
        void givenSomebodyElsesOrder_whenAskedWhereItIs_thenNothingIsLearnt() {
            assertThat(talk.say("Where is my order ORD-999999?"))
                    .isEqualTo("I cannot find an order ORD-999999 of yours.\nWhich order do you mean?");
        }

        @Test
        void givenAHandoffOnItsWay_whenAskedForIt_thenItsStateIsTold() {
            talk.say(CLAIM);
            talk.say("yes");
            talk.handedOff();

            assertThat(talk.say("any news on my claim?")).contains("We are checking your order");
            assertThat(talk.events)
                    .anyMatch(event ->
                            event instanceof CardShown shown && shown.message().equals("m6"));
        }

        @Test
        void givenAHandoffOnItsWay_whenThePersonWantsItDifferent_thenItIsSaidThatItIsTooLate() {
            talk.say(CLAIM);
            talk.say("yes");
            talk.handedOff();

            assertThat(talk.say("actually I want a replacement")).contains("handed over already");
            assertThat(talk.state().proposal()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"tell me a joke", "asdfgh", "", "   ", "what is the capital of France", "🙂"})
        void givenSomethingElse_whenHeard_thenItIsSaidWhatCanBeDone(String text) {
            assertThat(talk.say(text)).contains("did not understand").contains("“Where is my order?”");
        }

        @ParameterizedTest
        @CsvSource({
            "Hi,Hello",
            "good morning,Hello",
            "thanks a lot,welcome",
            "help,You can say",
            "what can you do?,You can say"
        })
        void givenSmallTalk_whenHeard_thenItIsReturned(String text, String expected) {
            assertThat(talk.say(text)).contains(expected);
        }

        @Test
        void givenAMessageThatIsTooLong_whenHeard_thenItIsCutAndSaidSo() {
            assertThat(talk.say("broken ".repeat(1_000))).contains("4,000");
            assertThat(talk.state().form()).isEmpty();
        }
    }

    @Nested
    class WhatBecomesOfIt {
        @Test
        void givenTheSameGoingOn_whenConfirmed_thenThatOneIsShown() {
            talk.say(CLAIM);
            talk.say("yes");

            assertThat(talk.end(new Outcome.GoingOn("handoff-9", "We are checking your order", true)))
                    .contains("worked on already");
            assertThat(talk.state().handoffs()).containsExactly("handoff-9");
        }

        @Test
        void givenTheSameGoingOnForSomebodyElse_whenConfirmed_thenNothingOfItIsShown() {
            talk.say(CLAIM);
            talk.say("yes");

            assertThat(talk.end(new Outcome.GoingOn("handoff-9", "secret state", false)))
                    .doesNotContain("handoff-9")
                    .doesNotContain("secret");
            assertThat(talk.state().handoffs()).isEmpty();
        }

        @Test
        void givenAnInputThatDoesNotFit_whenConfirmed_thenThatFieldIsAskedAgain() {
            talk.say(CLAIM);
            talk.say("yes");

            assertThat(talk.end(new Outcome.Unfit(List.of("orderId")))).endsWith("Which order is it?");
            talk.say("ORD-100235");
            assertThat(talk.proposal().input()).isEqualTo(ShopTalk.claim("ORD-100235", "damaged", "refund"));
        }

        @Test
        void givenAWorkspaceThatIsNotReady_whenConfirmed_thenAnotherYesTriesAgain() {
            talk.say(CLAIM);
            talk.say("yes");

            assertThat(talk.end(new Outcome.Impossible("broken policy", true))).doesNotContain("policy");
            talk.say("yes");
            assertThat(talk.isConfirmed()).isTrue();
        }

        @Test
        void givenARefusal_whenConfirmed_thenItEndsWithoutInternals() {
            talk.say(CLAIM);
            talk.say("yes");

            assertThat(talk.end(new Outcome.Impossible("assistant:support is not among the callers", false)))
                    .doesNotContain("callers");
            assertThat(talk.state().form()).isEmpty();
        }
    }

    @Test
    void givenAnyConversation_whenItsEventsAreWrittenAndRead_thenTheyAreTheSame() {
        talk.say(CLAIM);
        talk.say("no");
        talk.say("replacement");
        talk.say("where is my order?");
        talk.say("cancel");
        talk.say(CLAIM);
        talk.say("yes");
        talk.handedOff();
        talk.say("any news on my claim?");

        for (var event : talk.events) {
            assertThat(ConversationEvent.read(
                            event.type(), Json.parse(event.payload().write())))
                    .isEqualTo(event);
        }
    }
}
