package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.fake.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopStoryTest {
    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Shop shop;

    @BeforeEach
    void open() throws InterruptedException {
        shop = new Shop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void givenASmallClaim_thenItIsRefundedWithoutAPerson() {
        var done = shop.settle("CUS-0001", Shop.SMALL, "refund", "Idempotency-Key", "claim-1");

        assertThat(done.textAt("state")).isEqualTo("completed");
        assertThat(outcome(done)).isEqualTo("refunded");
        assertThat(confirmed(done)).containsExactly("billing.refund", "crm.note");
        assertThat(done.textAt("message")).isEqualTo("Your money is on its way back to you");
        var again = shop.settle("CUS-0001", Shop.SMALL, "refund", "Idempotency-Key", "claim-1");
        assertThat(again.textAt("id")).isEqualTo(done.textAt("id"));
        assertThat(again.json().get("receipt")).isEqualTo(done.json().get("receipt"));
        assertThat(shop.effects("createRefund")).isEqualTo(1);
        assertThat(shop.effects("addNote")).isEqualTo(1);
    }

    @Test
    void givenALargeClaim_thenLenaDecides_andNobodyElse_andOnlyOnce() {
        var asked = waiting(shop.submit("CUS-0001", Shop.LARGE, "refund"));
        var approval = approvalOf(asked);
        assertThat(shop.effects("createRefund")).isZero();
        assertThat(decide("omar", approval, "{\"decision\":\"approve\"}").status())
                .isEqualTo(403);

        var granted = decide("lena", approval, "{\"decision\":\"approve\",\"comment\":\"the photo shows it\"}");
        var done = end(asked);

        assertThat(granted.status()).isEqualTo(200);
        assertThat(outcome(done)).isEqualTo("refunded");
        assertThat(done.json()
                        .get("receipt")
                        .flatMap(r -> r.get("approvals"))
                        .orElseThrow()
                        .write())
                .contains("lena")
                .contains("the photo shows it");
        var late = decide("lena", approval, "{\"decision\":\"deny\"}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.textAt("detail")).contains("lena");
        assertThat(shop.effects("createRefund")).isEqualTo(1);
    }

    @Test
    void givenAnApprovalThatIsAlwaysGiven_thenAChangeOfThePolicyIsProposed_andNothingIsChanged() {
        var asked = waiting(shop.submit("CUS-0001", Shop.LARGE, "refund"));
        var approval = approvalOf(asked);

        var proposed = shop.as("lena").get("/api/approvals/" + approval + "/always-allow");

        assertThat(proposed.status()).isEqualTo(200);
        assertThat(proposed.textAt("file")).isEqualTo("policies/refunds.yaml");
        assertThat(proposed.textAt("rule")).isEqualTo("refunds/allow-refund");
        assertThat(proposed.textAt("diff"))
                .contains("+  - id: allow-refund")
                .contains("args.amountMinor <= 8000")
                .contains("+  - name: what rule allow-refund was made for is allowed");
        assertThat(proposed.json().get("failures").orElseThrow().write())
                .as("the tests of the policy that say otherwise, and not the new one")
                .contains("eighty euros need a person")
                .doesNotContain("was made for");
        assertThat(shop.as("lena")
                        .get("/approvals/" + approval + "/always-allow")
                        .text())
                .contains("Download it as a patch");
        assertThat(shop.as("lena").get("/api/approvals/" + approval).textAt("state"))
                .isEqualTo("open");
        assertThat(shop.as("lena").get("/api/approvals/r-none-a1/always-allow").status())
                .isEqualTo(404);
    }

    @Test
    void givenADeveloper_thenFourEyesStillApply() {
        var input = Json.object("input", Shop.claim("CUS-0001", Shop.LARGE, "refund"));
        var asked = waiting(shop.as("").post("/api/handoffs/damaged-order", input));

        var own = decide("", approvalOf(asked), "{\"decision\":\"approve\"}");
        assertThat(own.status()).isEqualTo(403);
        decide("lena", approvalOf(asked), "{\"decision\":\"deny\",\"comment\":\"no photo\"}");

        assertThat(end(asked).textAt("state")).isEqualTo("rejected");
        assertThat(shop.effects("createRefund")).isZero();
        assertThat(shop.effects("addNote")).isZero();
    }

    @Test
    void givenAnApproverWhoEdits_thenExactlyTheEditedAmountIsPaid() {
        var asked = waiting(shop.submit("CUS-0001", Shop.LARGE, "refund"));
        var approval =
                shop.as("lena").get("/api/approvals/" + approvalOf(asked)).json();
        var args = approval.get("args").orElseThrow().asObject();

        var notEditable = edited(approval, args.with("orderId", Shop.SMALL));
        assertThat(notEditable.status()).isEqualTo(400);
        var before = revision(asked);
        assertThat(edited(approval, args.with("amountMinor", Json.number(4000))).status())
                .isEqualTo(200);
        // what was edited is another call: it is ruled again, and asked again
        var askedAgain = askedAfter(before, asked);
        decide("lena", approvalOf(askedAgain), "{\"decision\":\"approve\"}");

        assertThat(outcome(end(asked))).isEqualTo("refunded");
        assertThat(shop.effects("createRefund")).isEqualTo(1);
        assertThat(shop.as("omar")
                        .get("/api/runs/" + asked.textAt("run") + "/events")
                        .text())
                .contains("\"amountMinor\":4000");
    }

    @Test
    void givenAnApproverWhoEditsBeyondTheRules_thenTheRulesStillWin() {
        var asked = waiting(shop.submit("CUS-0001", Shop.LARGE, "refund"));
        var approval =
                shop.as("lena").get("/api/approvals/" + approvalOf(asked)).json();
        var args = approval.get("args").orElseThrow().asObject();

        edited(approval, args.with("amountMinor", Json.number(999_999)));

        var done = end(asked);
        assertThat(done.textAt("state")).isEqualTo("rejected");
        assertThat(rule(done)).isEqualTo("refunds/wrong-amount");
        assertThat(shop.effects("createRefund")).isZero();
    }

    @Test
    void givenClaimsAgainstTheRules_thenTheyAreRejectedWithTheRuleInWords_andNothingIsDone() {
        var late = shop.settle("CUS-0001", Shop.LATE, "refund");
        var foreign = shop.settle("CUS-0001", Shop.FOREIGN, "refund");
        var third = shop.settle("CUS-0003", "ORD-100400", "refund");

        assertThat(late.textAt("state")).isEqualTo("rejected");
        assertThat(late.textAt("message")).contains("Claims are possible for 30 days after delivery.");
        assertThat(rule(late)).isEqualTo("refunds/too-late");
        // visible to CUS-0001 as an order that does not exist
        assertThat(foreign.textAt("state")).isIn("rejected", "failed");
        assertThat(rule(third)).isEqualTo("refunds/too-many");
        assertThat(shop.effects("createRefund")).isZero();
        assertThat(shop.effects("addNote")).isZero();
    }

    @Test
    void givenBadInputs_thenEachIsRefusedWithItsPlace_andNothingStarts() {
        var sound = Shop.claim("CUS-0001", Shop.SMALL, "refund");

        assertThat(refused(sound.without("wish"))).contains("wish");
        assertThat(refused(sound.with("wish", "money"))).contains("/wish");
        assertThat(refused(sound.with("orderId", "100235"))).contains("/orderId");
        assertThat(refused(sound.with("orderid", Shop.SMALL))).contains("orderid");
        assertThat(refused(sound.with("photos", "no list"))).contains("/photos");
        assertThat(shop.as("omar").get("/api/runs").text()).isEqualTo("[]");
    }

    @Test
    void givenSomebodyWhoMayNot_thenNothingStarts() {
        var input = Json.object("input", Shop.claim("CUS-0001", Shop.SMALL, "refund"));

        assertThat(shop.as("lena").post("/api/handoffs/damaged-order", input).status())
                .isEqualTo(403);
        assertThat(shop.as("CUS-0001")
                        .post("/api/handoffs/damaged-order", input)
                        .status())
                .isEqualTo(403);
        assertThat(shop.as("omar").get("/api/runs").text()).isEqualTo("[]");
    }

    @Test
    void givenAConversation_thenTheButtonHandsOff_andTheCardShowsTheEnd() {
        var customer = shop.as("CUS-0001");
        var talk = talk(customer);

        var proposed = say(customer, talk, "My order " + Shop.SMALL + " arrived broken, I want my money back");
        var confirmed = confirm(customer, talk, proposed);
        var done = customer.get("/api/handoffs/" + handedOff(confirmed) + "?wait=20s");

        assertThat(outcome(done)).isEqualTo("refunded");
        assertThat(customer.get(talk).json().get("cards").orElseThrow().write())
                .contains("Your money is on its way back to you");
        assertThat(shop.effects("createRefund")).isEqualTo(1);
        // the button pressed twice
        assertThat(confirm(customer, talk, proposed).status()).isEqualTo(200);
        assertThat(shop.effects("createRefund")).isEqualTo(1);
        assertThat(shop.as("CUS-0002").get(talk).status()).isEqualTo(404);
    }

    @Test
    void givenTheChatAndTheApiAtTheSameMoment_thenThereIsOneRun() throws Exception {
        var customer = shop.as("CUS-0001");
        var talk = talk(customer);
        var proposed = say(customer, talk, "My order " + Shop.SMALL + " arrived broken, I want my money back");
        var barrier = new CyclicBarrier(2);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var chat = threads.submit(() -> {
                barrier.await(30, TimeUnit.SECONDS);
                return confirm(customer, talk, proposed);
            });
            var api = threads.submit(() -> {
                barrier.await(30, TimeUnit.SECONDS);
                return shop.settle("CUS-0001", Shop.SMALL, "refund");
            });
            var confirmed = chat.get();
            assertThat(confirmed.status()).isEqualTo(200);
            assertThat(api.get().status()).isIn(202, 409);
            // the list of runs is a view that may lag, so what is waited for is what the doors named
            end(api.get().status() == 202 ? api.get().textAt("id") : handedOff(confirmed));
        }

        // whoever came second is told of the first, or finds the order settled already
        assertThat(shop.effects("createRefund")).isEqualTo(1);
    }

    @Test
    void givenALostAnswer_thenTheEffectIsStillDoneOnce() {
        shop.fault("createRefund", "drop-after", 1);
        shop.fault("addNote", "drop-after", 1);

        var done = shop.settle("CUS-0001", Shop.SMALL, "refund");

        assertThat(outcome(done)).isEqualTo("refunded");
        assertThat(shop.effects("createRefund")).isEqualTo(1);
        assertThat(shop.effects("addNote")).isEqualTo(1);
    }

    @Test
    void givenARestartWhileAPersonIsWaitedFor_thenTheRunGoesOnAfterwards() throws InterruptedException {
        var asked = waiting(shop.submit("CUS-0001", Shop.LARGE, "refund"));

        shop.restart();
        decide("lena", approvalOf(asked), "{\"decision\":\"approve\"}");

        assertThat(outcome(end(asked))).isEqualTo("refunded");
        assertThat(shop.effects("createRefund")).isEqualTo(1);
        assertThat(shop.effects("addNote")).isEqualTo(1);
    }

    @Test
    void givenTheWorkspace_thenItShowsItsToolsAndHasNoProblems() {
        var workspace = shop.as("omar").get("/api/workspace").json();

        assertThat(workspace.get("problems").orElseThrow().asArray()).isEmpty();
        assertThat(workspace.get("connections").orElseThrow().write())
                .contains("\"status\":\"up\"")
                .doesNotContain("\"status\":\"down\"")
                .doesNotContain("backoffice-demo");
        assertThat(shop.as("").get("/actuator/health").textAt("status")).isEqualTo("UP");
    }

    private String refused(Json.Obj input) {
        var answer = shop.as("omar").post("/api/handoffs/damaged-order", Json.object("input", input));
        assertThat(answer.status()).as(input.write()).isEqualTo(400);
        assertThat(answer.json().get("errors").orElseThrow().asArray()).isNotEmpty();
        return answer.text();
    }

    private static String talk(ApiClient customer) {
        return "/api/conversations/"
                + customer.post("/api/conversations", "{\"assistant\":\"support\"}")
                        .textAt("id");
    }

    private static Json say(ApiClient customer, String talk, String text) {
        var reply =
                customer.post(talk + "/messages", Json.object("text", Json.text(text)), "Accept", "application/json");
        return reply.json().get("proposal").orElseThrow(() -> new AssertionError("no proposal in " + reply.text()));
    }

    private static ApiClient.Answer confirm(ApiClient customer, String talk, Json proposal) {
        return customer.post(
                talk + "/proposals/" + proposal.textAt("draft").orElseThrow() + "/confirm",
                Json.object("digest", proposal.get("digest").orElseThrow()));
    }

    private ApiClient.Answer decide(String persona, String approval, String body) {
        return shop.as(persona).post("/api/approvals/" + approval + "/decision", body);
    }

    private ApiClient.Answer edited(Json approval, Json args) {
        return decide(
                "lena",
                approval.textAt("id").orElseThrow(),
                Json.object("decision", Json.text("edit")).with("args", args).write());
    }

    /** Until the run asks a person: its journal is followed to the event that says so. */
    private ApiClient.Answer waiting(ApiClient.Answer submitted) {
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(202);
        return askedAfter(0, submitted);
    }

    private ApiClient.Answer askedAfter(long revision, ApiClient.Answer handoff) {
        var path = "/api/runs/" + handoff.textAt("run") + "/events?after=" + revision;
        try (var lines = shop.as("omar").lines(path)) {
            assertThat(lines.anyMatch(line -> line.contains("ApprovalAsked"))).isTrue();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        return shop.as("omar").get("/api/handoffs/" + handoff.textAt("id"));
    }

    private long revision(ApiClient.Answer handoff) {
        var path = "/api/runs/" + handoff.textAt("run") + "/events";
        return Json.parse(shop.as("omar").get(path).text()).asArray().size();
    }

    private ApiClient.Answer end(ApiClient.Answer submitted) {
        return end(submitted.textAt("id"));
    }

    private ApiClient.Answer end(String handoff) {
        return shop.as("omar").get("/api/handoffs/" + handoff + "?wait=30s");
    }

    private static String handedOff(ApiClient.Answer confirmed) {
        var handoffs = confirmed.json().get("handoffs").orElseThrow().asArray();
        return handoffs.getFirst().textAt("id").orElseThrow(() -> new AssertionError(confirmed.text()));
    }

    private static String approvalOf(ApiClient.Answer handoff) {
        assertThat(handoff.textAt("state")).isEqualTo("approval-required");
        return handoff.json()
                .get("needs")
                .flatMap(needs -> needs.get("approval"))
                .flatMap(approval -> approval.textAt("id"))
                .orElseThrow();
    }

    private static String outcome(ApiClient.Answer handoff) {
        return handoff.json()
                .get("receipt")
                .flatMap(receipt -> receipt.textAt("outcome"))
                .orElseThrow(() -> new AssertionError("no outcome in " + handoff.text()));
    }

    private static List<String> confirmed(ApiClient.Answer handoff) {
        return handoff
                .json()
                .get("receipt")
                .flatMap(receipt -> receipt.get("confirmations"))
                .orElseThrow()
                .asArray()
                .stream()
                .map(confirmation -> confirmation.textAt("tool").orElseThrow())
                .toList();
    }

    private static String rule(ApiClient.Answer handoff) {
        return handoff.json()
                .get("receipt")
                .flatMap(receipt -> receipt.textAt("rule"))
                .orElseThrow(() -> new AssertionError("no rule in " + handoff.text()));
    }
}
