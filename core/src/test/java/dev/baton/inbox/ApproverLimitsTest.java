package dev.baton.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.json.Json;
import dev.baton.policy.Policy.AmountArguments;
import dev.baton.principal.Allowance;
import dev.baton.principal.Duties;
import dev.baton.principal.Duties.Duty;
import dev.baton.principal.People;
import dev.baton.principal.People.Member;
import dev.baton.principal.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApproverLimitsTest {
    private static final AmountArguments AMOUNT = new AmountArguments("amountMinor", "currency");
    private static final Principal LENA = Principal.of(Principal.Kind.PERSON, "lena", "lead");
    private static final Principal MARA = Principal.of(Principal.Kind.PERSON, "mara", "lead");
    private static final Principal DORA = Principal.of(Principal.Kind.PERSON, "dora");
    private static final Rights.Right OWN = new Rights.Right("lead", Optional.empty());

    private static Member limited(String limit) {
        return new Member(Set.of(), Optional.empty(), Optional.of(Allowance.parse(limit)), Optional.empty());
    }

    private static People people(Map<String, Member> members, String roleLimit) {
        var duty = new Duty(Optional.empty(), Optional.empty(), Optional.of(Allowance.parse(roleLimit)));
        return new People(
                Map.of("lena", LENA, "mara", MARA, "dora", DORA), members, new Duties(Map.of("lead", duty)), Map.of());
    }

    private static Json.Obj args(long minor, String currency) {
        return Json.object("amountMinor", Json.number(minor)).with("currency", currency);
    }

    @ParameterizedTest
    @CsvSource({
        "50 EUR, 5000, EUR, true",
        "50 EUR, 5001, EUR, false",
        "50.5 EUR, 5050, EUR, true",
        "500 JPY, 500, JPY, true",
        "500 JPY, 501, JPY, false",
        "0 EUR, 0, EUR, true",
        "0 EUR, 1, EUR, false"
    })
    void givenALimit_thenAmountsUpToItAreWithin(String limit, long minor, String currency, boolean allowed) {
        var people = people(Map.of("lena", limited(limit)), "1 EUR");

        var objection = ApproverLimits.objection(people, OWN, LENA, AMOUNT, args(minor, currency));

        assertThat(objection.isEmpty()).isEqualTo(allowed);
        objection.ifPresent(words -> assertThat(words).startsWith("lena may approve up to " + limit));
    }

    @Test
    void givenNoLimitOfTheirOwn_thenThatOfTheRoleHolds() {
        var people = people(Map.of("lena", limited("500 EUR")), "100 EUR");

        assertThat(ApproverLimits.objection(people, OWN, LENA, AMOUNT, args(40_000, "EUR")))
                .isEmpty();
        assertThat(ApproverLimits.objection(people, OWN, MARA, AMOUNT, args(40_000, "EUR")))
                .hasValueSatisfying(words -> assertThat(words)
                        .isEqualTo("mara may approve up to 100 EUR; this is about 400.00 EUR,"
                                + " so somebody with a higher limit has to decide"));
    }

    @Test
    void givenAnotherCurrency_orNoAmount_thenItIsRefusedAndSaysWhy() {
        var people = people(Map.of(), "100 EUR");

        assertThat(ApproverLimits.objection(people, OWN, LENA, AMOUNT, args(1, "USD")))
                .hasValueSatisfying(words -> assertThat(words)
                        .contains("this is about USD, and amounts of different currencies are not compared"));
        assertThat(ApproverLimits.objection(people, OWN, LENA, AMOUNT, Json.object("amountMinor", Json.text("1"))))
                .hasValueSatisfying(words -> assertThat(words).contains("cannot be told from 'amountMinor'"));
        assertThat(ApproverLimits.objection(people, OWN, LENA, AMOUNT, Json.object()))
                .isPresent();
    }

    @Test
    void givenADeputy_thenBothLimitsHold() {
        var right = new Rights.Right("lead", Optional.of(LENA));
        var people = people(Map.of("lena", limited("100 EUR"), "dora", limited("20 EUR")), "1000 EUR");

        assertThat(ApproverLimits.objection(people, right, DORA, AMOUNT, args(2_000, "EUR")))
                .isEmpty();
        assertThat(ApproverLimits.objection(people, right, DORA, AMOUNT, args(2_001, "EUR")))
                .hasValueSatisfying(words -> assertThat(words).startsWith("dora may approve up to 20 EUR"));
        var onlyHers = people(Map.of("lena", limited("100 EUR")), "1000 EUR");
        assertThat(ApproverLimits.objection(onlyHers, right, DORA, AMOUNT, args(10_001, "EUR")))
                .hasValueSatisfying(words -> assertThat(words).startsWith("lena may approve up to 100 EUR"));
    }

    @Test
    void givenNoLimitAtAll_thenAnyAmountIsWithin() {
        var people = new People(Map.of("lena", LENA));

        assertThat(ApproverLimits.objection(people, OWN, LENA, AMOUNT, args(Long.MAX_VALUE, "EUR")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "EUR", "500 EURO", "-5 EUR", "1e9 EUR", "500 eur", "500 EUR USD", ""})
    void givenWhatIsNoAmountOfMoney_thenItIsRefused(String text) {
        assertThatThrownBy(() -> Allowance.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an amount of money");
    }
}
