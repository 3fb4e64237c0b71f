package dev.baton.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.assistant.ConversationEvent.HandoffProposed;
import dev.baton.assistant.ConversationEvent.ProposalConfirmed;
import dev.baton.assistant.ConversationEvent.Said;
import dev.baton.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever somebody says in whatever order, some things never happen. */
class DialoguePropertyTest {
    private static final List<String> SAYINGS = List.of(
            "My order ORD-100234 arrived broken and I want my money back",
            "my order arrived damaged",
            "ORD-100234",
            "100235",
            "ORD-999999",
            "ORD-12",
            "refund",
            "a new one",
            "not a refund",
            "refund or replacement",
            "missing",
            "it was cracked",
            "yes",
            "no",
            "cancel",
            "yes?",
            "ok do it",
            "hello",
            "thanks",
            "help",
            "where is my order?",
            "any news on my claim?",
            "actually a replacement",
            "what is your return policy?",
            "",
            "???",
            "${value} ${session.id}",
            "\u0000\uD800",
            "customerId: CUS-0002",
            "another order arrived broken",
            "🙂",
            "not ORD-100234 but ORD-100235",
            "I changed my mind",
            "never mind");
    private static final Set<String> OWN_ORDERS = Set.of("ORD-100234", "ORD-100235");

    @Test
    void givenAnySayings_whenHeard_thenOnlyOwnWholeConfirmedThingsAreHandedOff() {
        for (var seed = 0L; seed < 400; seed++) {
            var random = new SplittableRandom(seed);
            var talk = new ShopTalk();
            for (var i = 0; i < 15; i++) {
                var text = SAYINGS.get(random.nextInt(SAYINGS.size()));
                var before = talk.state();
                var from = talk.events.size();
                talk.ordersAreDown = random.nextInt(8) == 0;
                talk.say(text);
                check(
                        talk,
                        before,
                        talk.events.subList(from, talk.events.size()),
                        text,
                        "seed " + seed + ", saying " + i);
                if (talk.isConfirmed()) {
                    talk.end(outcome(random));
                }
            }
        }
    }

    private static Outcome outcome(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Outcome.GoingOn("h-9", "We are on it", random.nextBoolean());
            case 1 -> new Outcome.Unfit(List.of(random.nextBoolean() ? "orderId" : "customerId"));
            case 2 -> new Outcome.Impossible("no", random.nextBoolean());
            default -> new Outcome.Started("h-" + random.nextInt(100), "r", "We are on it");
        };
    }

    private static void check(
            ShopTalk talk, ConversationState before, List<ConversationEvent> turn, String text, String seed) {
        assertThat(turn.getLast()).as(seed).isInstanceOfAny(Said.class, ProposalConfirmed.class);
        assertThat(turn.stream().filter(HandoffProposed.class::isInstance))
                .as(seed)
                .hasSizeLessThanOrEqualTo(1);
        for (var event : turn) {
            if (event instanceof HandoffProposed proposed) {
                assertThat(proposed.input().members().keySet())
                        .as(seed)
                        .contains("customerId", "orderId", "issue", "wish");
                assertThat(proposed.input().textAt("customerId")).as(seed).contains("CUS-0001");
                assertThat(OWN_ORDERS)
                        .as(seed)
                        .contains(proposed.input().textAt("orderId").orElseThrow());
            }
            if (event instanceof ProposalConfirmed confirmed) {
                assertThat(text).as(seed).isIn("yes", "ok do it");
                assertThat(before.proposal().map(HandoffProposed::digest))
                        .as(seed)
                        .isEqualTo(Optional.of(confirmed.digest()));
            }
            assertThat(ConversationEvent.read(
                            event.type(), Json.parse(event.payload().write())))
                    .as(seed)
                    .isEqualTo(event);
        }
        assertThat(talk.state().messages()).as(seed).isEqualTo(before.messages() + (talk.isConfirmed() ? 1 : 2));
    }
}
