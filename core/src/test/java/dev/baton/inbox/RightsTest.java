package dev.baton.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.principal.Duties;
import dev.baton.principal.Duties.Duty;
import dev.baton.principal.People;
import dev.baton.principal.People.Member;
import dev.baton.principal.Principal;
import dev.baton.principal.Principal.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTest {
    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
    private static final Principal LENA = Principal.of(Kind.PERSON, "lena", "lead");
    private static final Principal DORA = Principal.of(Kind.PERSON, "dora");
    private static final Principal HUGO = Principal.of(Kind.PERSON, "hugo", "head");

    private static Duty after(int hours, String next) {
        return new Duty(Optional.of(Duration.ofHours(hours)), Optional.of(next), Optional.empty());
    }

    private static People people() {
        var deputy = new Member(Set.of(), Optional.of("dora"), Optional.empty(), Optional.empty());
        var duties = new Duties(Map.of("lead", after(2, "head"), "head", after(3, "board"), "board", after(1, "lead")));
        return new People(Map.of("lena", LENA, "dora", DORA, "hugo", HUGO), Map.of("lena", deputy), duties, Map.of());
    }

    private static Rights present() {
        return new Rights(people(), List.of());
    }

    private static Rights withoutLena() {
        return new Rights(people(), List.of("lena"));
    }

    @Test
    void givenTheRole_thenItIsTheirsAtOnce_andTheNextOnesAfterItsTime() {
        assertThat(present().of(LENA, "lead", NOON, NOON)).contains(new Rights.Right("lead", Optional.empty()));
        assertThat(present().of(LENA, "lead", NOON, NOON.minus(Duration.ofDays(800))))
                .as("by a clock that was set back")
                .isPresent();
        assertThat(present().of(HUGO, "lead", NOON, NOON.plusSeconds(7199))).isEmpty();
        assertThat(present().of(HUGO, "lead", NOON, NOON.plusSeconds(7200)))
                .contains(new Rights.Right("head", Optional.empty()));
        var duties = people().duties();
        assertThat(duties.reachedBy("lead", NOON, NOON.plus(Duration.ofDays(9))))
                .as("in a circle, each once")
                .containsExactly("lead", "head", "board");
        assertThat(duties.delay("lead", Set.of("board"))).contains(Duration.ofHours(5));
        assertThat(duties.delay("lead", Set.of("cook"))).isEmpty();
    }

    @Test
    void givenADeputy_thenTheyActOnlyWhileTheOtherIsAbsent_andInTheirName() {
        assertThat(present().of(DORA, "lead", NOON, NOON)).isEmpty();
        var right = withoutLena().of(DORA, "lead", NOON, NOON).orElseThrow();
        assertThat(right.standsInFor()).contains(LENA);
        assertThat(right.acting(DORA).chain()).isEqualTo("person:dora for person:lena");
        assertThat(withoutLena().of(HUGO, "lead", NOON, NOON))
                .as("not their deputy")
                .isEmpty();
    }

    @Test
    void givenAnybodyButAPersonForThemselves_thenTheyHaveNoRight() {
        for (var kind : List.of(Kind.AGENT, Kind.ASSISTANT, Kind.SERVICE, Kind.SYSTEM, Kind.CUSTOMER)) {
            assertThat(present().of(Principal.of(kind, "x", "lead"), "lead", NOON, NOON))
                    .as("%s", kind)
                    .isEmpty();
        }
        assertThat(present().of(LENA.actingFor(HUGO), "lead", NOON, NOON)).isEmpty();
    }

    @Test
    void givenFourEyes_thenNeitherWhoAskedNorWhoTheyStandInForCounts() {
        var customer = Principal.of(Kind.CUSTOMER, "CUS-1");
        assertThat(FourEyes.whoAsked(LENA.actingFor(customer), LENA)).contains(LENA);
        assertThat(FourEyes.whoAsked(LENA.actingFor(customer), DORA.actingFor(LENA)))
                .contains(LENA);
        assertThat(FourEyes.whoAsked(DORA, DORA.actingFor(LENA))).isPresent();
        assertThat(FourEyes.whoAsked(HUGO.actingFor(customer), DORA.actingFor(LENA)))
                .isEmpty();
        assertThat(FourEyes.whoVoted(List.of(DORA.actingFor(LENA)), LENA)).contains(LENA);
        assertThat(FourEyes.whoVoted(List.of(DORA), DORA.actingFor(LENA))).isPresent();
        assertThat(FourEyes.whoVoted(List.of(HUGO), LENA)).isEmpty();
    }

    @Test
    void givenTexts_thenTheirWordsAndTheirPartsAreFound() {
        var words = SearchWords.of(
                List.of("Refund of ORD-100234, please!"),
                dev.baton.json.Json.object("mail", dev.baton.json.Json.text("Ada@Example.org")));
        assertThat(words)
                .contains("refund", "ord-100234", "ord", "100234", "please", "ada@example.org", "example")
                .doesNotContain("", ",");
        assertThat(SearchWords.typed("  ORD-100234 Please, ")).containsExactly("ord-100234", "please");
    }
}
