package dev.baton.run;

import static dev.baton.run.PayingBank.CUSTOMER;
import static dev.baton.run.PayingBank.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Digest;
import dev.baton.json.Json;
import dev.baton.policy.Origins;
import dev.baton.policy.Policy;
import dev.baton.policy.Ruling;
import dev.baton.principal.Principal;
import dev.baton.tool.ToolName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where arguments come from, whoever made the plan and whatever happened since. */
class ArgumentOriginsTest {
    private static final Principal LENA = Principal.of(Principal.Kind.PERSON, "lena");
    private static final Json.Obj INPUT = json("""
            {"customerId": "CUS-1", "words": "Please pay 98.70 to UK12-3456, as john.doe@example.com wrote",
             "bills": [{"sku": "A-1"}]}""");
    private static final String READS = """
            "mail": {"tool": "mail.read", "args": {"id": "m1"}},
            "contacts": {"tool": "bank.contacts", "args": {"customerId": "${input.customerId}"}},
            "said": {"ask": "requester", "question": "To whom?", "schema": {"type": "string"}},
            "checked": {"ask": "clerk", "question": "Is it right?", "schema": {"type": "string"}},
            "read": {"judge": "Whom does it name?", "with": {"mail": "${steps.mail.body}"}, "schema": {"type": "string"}},
            "audit": {"handoff": "audit", "input": {}},
            "pause": {"wait": "PT1H"},
            """;

    private static Origins origins(String planner, String args) {
        return origins(CUSTOMER, planner, args);
    }

    private static Origins origins(Principal requester, String planner, String args, RunEvent... since) {
        var plan =
                "{\"steps\": {" + READS + "\"pay\": {\"tool\": \"bank.pay\", \"args\": " + args + "}}, \"output\": {}}";
        return ArgumentOrigins.of(
                PayingBank.run(requester, INPUT, planner, plan, since), PayingBank.situation(), StepId.of("pay"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "${input.customerId} | session",
                "${input.words} | input",
                "${input} | input,session",
                "${steps.mail.from} | tool:mail.read",
                "${steps['mail'].from} | tool:mail.read",
                "${steps.contacts.filter(c, c.name == steps.mail.from)[0].iban} | tool:bank.contacts,tool:mail.read",
                "${steps.said} | input",
                "${steps.checked} | person",
                "${steps.audit.state} | handoff:audit",
                "${steps.pause.until} | definition",
                "${steps.read} | definition,model,tool:mail.read",
                "for ${input.customerId}: ${steps.mail.body} | definition,session,tool:mail.read",
                "${input.words}${steps.mail.body} | input,tool:mail.read",
                "UK99 | definition",
                "${'UK99'} | definition",
                "${now} | definition",
            })
    void givenAPlaybook_thenAnArgumentComesFromAllThatHadAPartInIt(String text, String expected) {
        var from = origins("playbook:pay", Json.object("text", Json.text(text)).write());

        assertThat(from.at("text")).containsExactlyInAnyOrder(expected.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "UK12-3456 | input",
                "98.70 | input",
                "CUS-1 | session",
                "to UK12-3456 | input",
                "A-1 | input",
                "john.doe@example.com | input",
                // a part of something longer is something else
                "doe@example.com | model",
                "UK12 | model",
                "3456 | model",
                "K12-3456 | model",
                "UK99-6666 | model",
                "${'UK99-6666'} | model",
                "${'UK99' + '-6666'} | model",
                "${steps.mail.body + '!'} | model,tool:mail.read",
                "${steps.contacts.filter(c, c.name == 'Mallory')[0].iban} | model,tool:bank.contacts",
                "${steps.contacts[1].iban} | tool:bank.contacts",
                "${steps.mail.from} | tool:mail.read",
                "Pay ${input.words} | input,model",
                "${now} | model",
                "${steps.pause.until} | model",
            })
    void givenAPlanOfAModel_thenWhatItWroteIsItsOwnUnlessItStandsInTheRequest(String text, String expected) {
        var from = origins("model", Json.object("text", Json.text(text)).write());

        assertThat(from.at("text")).containsExactlyInAnyOrder(expected.split(","));
    }

    @ParameterizedTest
    @CsvSource({"98.7, input", "98.71, model", "98, model", "8.70, model", "-98.7, model"})
    void givenNumbersOfAModel_thenTheyStandInTheRequestAsNumbers(String number, String expected) {
        assertThat(origins("model", "{\"amount\": " + number + "}").at("amount"))
                .containsExactly(expected);
    }

    @Test
    void givenListsAndObjects_thenEveryPartCountsForTheWhole() {
        var from = origins("model", """
                {"lines": [{"sku": "${steps.mail.subject}"}, {"sku": "A-1"}], "to": "${input.words}"}""");

        assertThat(from.at("lines")).containsExactly("input", "tool:mail.read");
        assertThat(from.at("lines[0].sku")).containsExactly("tool:mail.read");
        assertThat(from.at("")).containsExactly("input", "tool:mail.read");
        assertThat(from.at("amount")).isEmpty();
    }

    @Test
    void givenAWholeListFromATool_thenItsPartsAreFromThere() {
        var from = origins("playbook:pay", "{\"lines\": \"${steps.mail.lines}\"}");

        assertThat(from.at("lines[3].sku")).containsExactly("tool:mail.read");
    }

    @Test
    void givenAStepForEachElement_thenTheElementIsFromWhereTheListIs() {
        var plan = """
                {"steps": {"mail": {"tool": "mail.read", "args": {"id": "m1"}},
                  "pay": {"tool": "bank.pay", "each": "steps.mail.payees", "args": {"to": "${each.iban}", "text": "x"}}},
                 "output": {}}""";
        var run = PayingBank.run(CUSTOMER, INPUT, "model", plan);

        var from = ArgumentOrigins.of(run, PayingBank.situation(), StepId.of("pay", 1));

        assertThat(from.at("to")).containsExactly("tool:mail.read");
        assertThat(from.at("text")).containsExactly("model");
    }

    @Test
    void givenAnAgentAsRequester_thenItsInputIsNotTakenForAPersonsWords() {
        var agent = Principal.of(Principal.Kind.AGENT, "clerk").actingFor(CUSTOMER);

        assertThat(origins(agent, "model", "{\"to\": \"${input.words}\"}").at("to"))
                .containsExactly("agent:clerk");
        assertThat(origins(agent, "model", "{\"to\": \"UK12-3456\"}").at("to")).containsExactly("agent:clerk");
        assertThat(origins(agent, "model", "{\"to\": \"${input.customerId}\"}").at("to"))
                .containsExactly("session");
    }

    @Test
    void givenAReadThatAPersonDidByHand_thenItsResultIsAPersons() {
        var byHand = new RunEvent.CompletedByHand(
                StepId.of("mail"),
                Optional.of(ToolName.parse("mail.read")),
                Json.object(),
                json("{\"from\": \"Ann\"}"),
                Optional.empty(),
                Optional.empty(),
                LENA,
                List.of());

        assertThat(origins(CUSTOMER, "model", "{\"to\": \"${steps.mail.from}\"}", byHand)
                        .at("to"))
                .containsExactly("person");
    }

    @Test
    void givenAnEdit_thenWhatChangedIsAPersonsAndTheRestIsFromWhereItWas() {
        var read = new RunEvent.ReadDone(
                StepId.of("mail"), ToolName.parse("mail.read"), Json.object(), json("{\"from\": \"Ann\"}"));
        var plan = "{\"steps\": {" + READS + """
                "pay": {"tool": "bank.pay", "args": {"to": "${steps.mail.from}", "amount": 5}}}, "output": {}}""";
        var asked = asked(json("{\"to\": \"Ann\", \"amount\": 5}"));
        var edited = new RunEvent.ArgsEdited(
                StepId.of("pay"),
                "run-1-a1",
                json("{\"to\": \"Ann\", \"amount\": 4, \"text\": \"less\"}"),
                LENA,
                Optional.empty());
        var run = PayingBank.run(CUSTOMER, INPUT, "model", plan, read, asked, edited);

        var from = ArgumentOrigins.of(run, PayingBank.situation(), StepId.of("pay"));

        assertThat(from.at("to")).containsExactly("tool:mail.read");
        assertThat(from.at("amount")).containsExactly("person");
        assertThat(from.at("text")).containsExactly("person");
    }

    private static RunEvent asked(Json.Obj args) {
        return new RunEvent.ApprovalAsked(
                "run-1-a1",
                StepId.of("pay"),
                PayingBank.PAY,
                args,
                Digest.of(args),
                "p/ask",
                Digest.of(args),
                "",
                new Policy.ApprovalTerms(
                        "clerk", 1, List.of(), java.time.Duration.ofDays(1), java.time.Duration.ofHours(1)),
                Json.object(),
                PayingBank.NOW.plusSeconds(60),
                List.of());
    }

    @Test
    void givenAnEffectThatIsTakenBack_thenItsArgumentsAreFollowedThroughTheRulingBefore() {
        var args = json("{\"to\": \"Ann\"}");
        var ruling = new Ruling(Policy.Decision.ALLOW, "p/pay", Digest.of(args), "", Optional.empty(), List.of());
        var ruled = new RunEvent.Ruled(
                StepId.of("pay"),
                PayingBank.PAY,
                args,
                Digest.of(args),
                ruling,
                Json.object(),
                Optional.of(new Origins(json("{\"to\": [\"tool:mail.read\"]}"))),
                Optional.empty());
        var intended = new RunEvent.EffectIntended(
                "run-1-e1",
                StepId.of("pay"),
                PayingBank.PAY,
                args,
                Digest.of(args),
                "p/pay",
                Optional.empty(),
                Optional.empty(),
                PayingBank.NOW,
                List.of(),
                Optional.empty());
        var confirmed = new RunEvent.EffectConfirmed("run-1-e1", json("{\"id\": \"P-1\"}"));
        var plan = "{\"steps\": {\"pay\": {\"tool\": \"bank.pay\", \"args\": {\"to\": \"Ann\"}}}, \"output\": {}}";
        var run = PayingBank.run(CUSTOMER, INPUT, "model", plan, ruled, intended, confirmed);

        var from =
                ArgumentOrigins.of(run, PayingBank.situation(), StepId.of("pay").undo());

        assertThat(from.at("id")).containsExactly("tool:bank.pay");
        assertThat(from.at("to")).containsExactly("tool:mail.read");
        assertThat(from.at("text")).containsExactly("definition");
    }

    @Test
    void givenARulingFromBeforeOriginsWereKept_thenNobodyKnows() {
        var args = json("{\"to\": \"Ann\"}");
        var intended = new RunEvent.EffectIntended(
                "run-1-e1",
                StepId.of("pay"),
                PayingBank.PAY,
                args,
                Digest.of(args),
                "p/pay",
                Optional.empty(),
                Optional.empty(),
                PayingBank.NOW,
                List.of(),
                Optional.empty());
        var plan = "{\"steps\": {\"pay\": {\"tool\": \"bank.pay\", \"args\": {\"to\": \"Ann\"}}}, \"output\": {}}";
        var run = PayingBank.run(CUSTOMER, INPUT, "model", plan, intended);

        var from =
                ArgumentOrigins.of(run, PayingBank.situation(), StepId.of("pay").undo());

        assertThat(from.at("to")).containsExactly("unknown");
    }

    @Test
    void givenARuleOnOrigins_thenAModelsOwnPayeeIsDeniedAndTheRequestersIsPaid() {
        var rule = new Policy.Rule(
                "asked-for",
                Policy.Decision.ALLOW,
                List.of(PayingBank.PAY),
                Optional.of("origin(args.to).all(o, o in ['session', 'input'])"),
                Optional.empty(),
                Optional.empty());
        var situation = PayingBank.situation(new Policy("p", java.util.Map.of(), List.of(rule), List.of()));

        assertThat(firstOf(situation, "UK12-3456")).isEqualTo(Policy.Decision.ALLOW);
        assertThat(firstOf(situation, "UK99-6666")).isEqualTo(Policy.Decision.DENY);
    }

    private static Policy.Decision firstOf(Situation situation, String to) {
        var plan =
                "{\"steps\": {\"pay\": {\"tool\": \"bank.pay\", \"args\": {\"to\": \"" + to + "\"}}}, \"output\": {}}";
        var run = PayingBank.run(CUSTOMER, INPUT, "model", plan);
        return RunDecider.decide(run, new RunCommand.Continue(), situation).events().stream()
                .filter(RunEvent.Ruled.class::isInstance)
                .map(RunEvent.Ruled.class::cast)
                .peek(ruled -> assertThat(ruled.origins()).isPresent())
                .map(ruled -> ruled.ruling().decision())
                .findFirst()
                .orElseThrow();
    }
}
