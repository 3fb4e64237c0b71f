package dev.baton.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {

    @ParameterizedTest
    @CsvSource({
        "orderId, Order id",
        "damaged-order@12, Damaged order",
        "billing.refund, Billing refund",
        "SKU, Sku",
        "tracking_number, Tracking number",
        "@, @"
    })
    void givenANameOfTheSystem_thenItBecomesWords(String name, String words) {
        assertThat(Labels.of(name)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "person:lena, lena, lena",
        "assistant:support for customer:CUS-0001, assistant support for customer CUS-0001, assistant support",
        "system:baton, system baton, system baton",
        "trigger:carrier-scan for customer:CUS-0001, trigger carrier-scan for customer CUS-0001, trigger carrier-scan",
        "impersonperson:x, impersonperson:x, impersonperson:x"
    })
    void givenAChainOfPrincipals_thenPeopleAreNamedAndOthersSayWhatTheyAre(String chain, String who, String actor) {
        assertThat(Labels.who(chain)).isEqualTo(who);
        assertThat(Labels.actor(chain)).isEqualTo(actor);
    }

    @ParameterizedTest
    @CsvSource({"step[0], step%5B0%5D", "a b&c=d, a%20b%26c%3Dd", "été, %C3%A9t%C3%A9"})
    void givenAText_thenItIsSafeInAUrl(String text, String encoded) {
        assertThat(Labels.inUrl(text)).isEqualTo(encoded);
    }
}
