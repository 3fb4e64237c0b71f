package dev.baton.workspace;

import static dev.baton.workspace.Spoiled.spoiled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.principal.Allowance;
import dev.baton.principal.Duties.Duty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the people file says of those who work here, and what the loader says about mistakes in it. */
class PeopleFileTest {
    private static final String LENA = "lena: {roles: [refund-lead]} ";

    @Test
    void givenPeople_thenSkillsDeputiesLimitsAndDutiesAreRead(@TempDir Path folder) {
        var people =
                Draft.ofShop(folder).write("people.yaml", """
                        kind: People
                        people:
                          lena: {roles: [refund-lead], deputy: mara, limit: 500 EUR, skills: [glass], mail: lena@shop.example}
                          mara: {roles: [head]}
                        roles:
                          refund-lead: {due: PT2H, escalate: head, limit: 100 EUR}
                        skills:
                          glass: [damaged-order, billing.refund]
                        """).load().orThrow().people();

        var lena = people.member("lena");
        assertThat(lena.deputy()).contains("mara");
        assertThat(lena.limit()).contains(Allowance.parse("500 EUR"));
        assertThat(lena.mail()).contains("lena@shop.example");
        assertThat(lena.skills()).containsExactly("glass");
        assertThat(people.duties().of("refund-lead"))
                .isEqualTo(new Duty(
                        Optional.of(Duration.ofHours(2)),
                        Optional.of("head"),
                        Optional.of(Allowance.parse("100 EUR"))));
        assertThat(people.skillsFor(List.of("billing.refund"))).containsExactly("glass");
        assertThat(people.skillsFor(List.of("crm.note"))).isEmpty();
    }

    @Test
    void givenCredentials_thenTheProviderAndTheKeysAreReadAsReferences(@TempDir Path folder) {
        var credentials = Draft.ofShop(folder)
                .write("people.yaml", """
                        kind: People
                        people:
                          lena: {roles: [refund-lead]}
                          till: {kind: service}
                        keys: {till: "${secret.TILL_KEY}"}
                        oidc: {issuer: "https://id.example.org", audience: baton, roles: {desk: operator}}
                        """)
                .load()
                .orThrow()
                .people()
                .credentials();

        assertThat(credentials.keys()).containsExactly(java.util.Map.entry("till", "${secret.TILL_KEY}"));
        assertThat(credentials.oidc())
                .contains(new dev.baton.principal.Credentials.Oidc(
                        "https://id.example.org",
                        "baton",
                        "sub",
                        "groups",
                        java.util.Map.of("desk", "operator"),
                        Optional.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void givenAMistake_thenItIsToldWhereAndWhat(Spoiled spoiled, @TempDir Path folder) {
        spoiled.check(folder);
    }

    static Stream<Spoiled> givenAMistake_thenItIsToldWhereAndWhat() {
        return Stream.of(
                spoiled(
                        "people.yaml",
                        LENA,
                        "lena: {roles: [refund-lead], deputy: omr} ",
                        "people.yaml:3:32 there is no person 'omr'; did you mean 'omar'?"),
                spoiled(
                        "people.yaml",
                        LENA,
                        "lena: {roles: [refund-lead], deputy: lena} ",
                        "people.yaml:3:32 nobody stands in for themselves"),
                spoiled(
                        "people.yaml",
                        LENA,
                        "lena: {roles: [refund-lead], limit: 500 euros} ",
                        "people.yaml:3:32 not an amount of money, as in '500 EUR': 500 euros"),
                spoiled(
                        "people.yaml",
                        LENA,
                        "lena: {roles: [refund-lead], skills: [glass]} ",
                        "people.yaml:3:32 nothing asks for the skill 'glass'"),
                spoiled(
                        "people.yaml",
                        "people:\n",
                        "roles: {refund-lead: {due: PT1H, escalate: operatr}}\npeople:\n",
                        "people.yaml:2:34 nobody has the role 'operatr'; did you mean 'operator'?"),
                spoiled(
                        "people.yaml",
                        "people:\n",
                        "roles: {refund-lead: {escalate: operator}}\npeople:\n",
                        "people.yaml:2:9 what escalates needs 'due': after how long"),
                spoiled(
                        "people.yaml",
                        "people:\n",
                        "keys: {lena: '${secret.LENA_KEY}'}\npeople:\n",
                        "people.yaml:2:1 'lena' has a key, so it has to be a service of 'people', as in lena: {kind:"
                                + " service}"),
                spoiled(
                        "people.yaml",
                        "people:\n",
                        "oidc: {issuer: '${secret.ISSUER}', audience: baton, claims: x}\npeople:\n",
                        "people.yaml:2:8 ${secret.ISSUER} cannot stand here, only ${config.NAME}",
                        "people.yaml:2:53 unknown key 'claims'; did you mean 'claim'?"),
                spoiled(
                        "policies/refunds.yaml",
                        "    approval: {by: refund-lead}\n",
                        "    approval: {by: refund-led}\n",
                        "policies/refunds.yaml:34:16 the people file knows no role 'refund-led'; did you mean 'refund-lead'?"));
    }
}
