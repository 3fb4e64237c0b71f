package dev.baton.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.ApprovalView;
import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import dev.baton.server.fake.ApiClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalsPagesTest {
    private final FakeServer server = new FakeServer();

    @BeforeEach
    void ask() {
        server.platform.approvals.ask("a-1", "r-1", "h-1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String page(String... headers) {
        return server.client.get("/approvals", headers).text();
    }

    private Answer decide(String fields, String... headers) {
        return server.client.send(server.client
                .request("/approvals/a-1/decision", headers)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    private ApprovalView approval() {
        return server.platform.approvals.find("a-1").orElseThrow();
    }

    @Test
    void givenNobodyWasChosen_thenThePageActsAsTheOneWhoDecides() {
        assertThat(page())
                .contains("You decide as <strong>lena</strong>")
                .contains("Refund an order", "Refunds above 50 euros need a person", "refunds/larger-refund")
                .contains("amountMinor: 8000", ">80.00 EUR<");

        decide("decision=approve&comment=looks+right");

        assertThat(approval().votes()).singleElement().satisfies(vote -> {
            assertThat(vote.by()).isEqualTo("lena");
            assertThat(vote.comment()).contains("looks right");
        });
    }

    @Test
    void givenTheDeveloperWasChosen_thenItIsTheDeveloperWhoDecides() {
        decide("decision=deny&comment=", "Cookie", "baton-as=developer");

        assertThat(approval().votes()).singleElement().satisfies(vote -> {
            assertThat(vote.by()).isEqualTo("developer");
            assertThat(vote.decision()).isEqualTo("deny");
            assertThat(vote.comment()).isEmpty();
        });
    }

    @Test
    void givenSomebodyWithoutTheRole_thenTheyAreToldWhoDecides_andCannot() {
        assertThat(page("Cookie", "baton-as=omar"))
                .contains("A refund-lead decides this; you act as omar.", "Act as lena")
                .doesNotContain("value=\"approve\"");
        var answer = decide("decision=approve", "Cookie", "baton-as=omar");
        assertThat(answer.text()).contains("Omar is no refund-lead.");
        assertThat(approval().state()).isEqualTo(ApprovalView.State.OPEN);
    }

    @Test
    void givenAnotherAmount_thenItIsSentInTheSmallestUnit() {
        var answer = decide("decision=edit&arg.amountMinor=49.50&comment=as+agreed");

        assertThat(answer.text()).contains("judged again");
        assertThat(approval().args()).isEqualTo(args(4950));
    }

    private static Json.Obj args(long amount) {
        return Json.object("amountMinor", Json.number(amount)).with("currency", "EUR");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    decision=edit&arg.amountMinor=much     | is not an amount in EUR, such as 80.00
                    decision=edit&arg.amountMinor=49.505   | is not an amount in EUR
                    decision=edit&arg.amountMinor=1e40     | is not an amount in EUR
                    decision=edit&arg.amountMinor=80.00    | Nothing was changed
                    decision=edit&arg.currency=USD         | Nothing was changed
                    decision=perhaps                       | Choose to approve, to deny or to change it.
                    nothing=at+all                         | Choose to approve, to deny or to change it.
                    """)
    void givenWhatCannotBeTaken_thenTheReasonIsSaid_andWhatWasTypedIsStillThere(String fields, String reason) {
        var answer = decide(fields + "&comment=typed+before");

        assertThat(answer.text()).contains(reason, "typed before");
        assertThat(approval().state()).isEqualTo(ApprovalView.State.OPEN);
        assertThat(approval().args()).isEqualTo(args(8000));
    }

    @Test
    void givenItWasDecidedMeanwhile_thenTheOneWhoIsLateHearsWhoDecided() {
        decide("decision=deny");

        var late = decide("decision=approve", "Cookie", "baton-as=developer");

        assertThat(late.text()).contains("Too late: it is denied since lena decided at 10 Jan 2026, 09:00 UTC.");
        assertThat(late.text()).contains("Nothing waits for a decision", "<strong>lena</strong> denied it");
        assertThat(approval().votes()).hasSize(1);
    }

    @Test
    void givenAnUnknownApproval_thenThePageSaysSoAndStaysUsable() {
        var answer = server.client.send(server.client
                .request("/approvals/a-9/decision")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("decision=approve")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("There is no approval 'a-9'.", "Refund an order");
    }

    @Test
    void givenHtmx_thenOnlyTheListIsAnswered() {
        var answer = decide("decision=approve", "HX-Request", "true");

        assertThat(answer.text()).startsWith("<div id=\"approvals\"").doesNotContain("<html");
    }
}
