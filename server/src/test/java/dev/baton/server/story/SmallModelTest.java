package dev.baton.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.model.ModelDefinition;
import dev.baton.model.ModelsDefinition;
import dev.baton.server.fake.ApiClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Twenty customers say in their own words that something arrived broken, to a real model that talks and plans: {@code
 * -Dsmall.model=URL} names a server that is compatible with OpenAI's interface, as those of llama.cpp and Ollama are.
 */
@EnabledIfSystemProperty(named = "small.model", matches = "http.*")
class SmallModelTest {
    private static final Logger LOG = LoggerFactory.getLogger(SmallModelTest.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_TURNS = 6;
    private static final int FORGIVEN = 2;
    private static final Set<String> TOLD =
            Set.of("Planned", "PlanRejected", "ReplanningBegun", "StepFailed", "Skipped", "Denied");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void givenTwentyWordings_thenNearlyAllReachTheirReceipt_andNothingElseIsDone() throws Exception {
        var model = ModelDefinition.of(
                        "small",
                        ModelDefinition.Provider.OPENAI_COMPATIBLE,
                        System.getProperty("small.model.name", "any"),
                        Optional.of(System.getProperty("small.model", "")),
                        Optional.empty())
                .withTimes(PATIENCE, PATIENCE)
                .withConcurrency(2)
                .withTemperature(0);
        var wordings = wanted();
        var right = new ArrayList<Wording>();
        var wrong = new ArrayList<String>();
        try (var shop = new Shop(folder, workspace(), Optional.of(ModelsDefinition.of(model)))) {
            for (var wording : wordings) {
                var refunds = shop.effects("createRefund");
                var replacements = shop.effects("createReplacement");
                var handoff = told(shop, wording);
                var receipt = handoff.flatMap(it -> ended(shop, it));
                if (receipt.flatMap(it -> it.textAt("outcome")).equals(Optional.of(wording.outcome()))) {
                    right.add(wording);
                } else {
                    handoff.ifPresent(it -> LOG.info("{} went like this: {}", wording.order(), journal(shop, it)));
                }
                var refunded = shop.effects("createRefund") - refunds;
                var replaced = shop.effects("createReplacement") - replacements;
                var unasked = wording.wish().equals("refund") ? replaced : refunded;
                if (refunded + replaced > 1 || unasked > 0) {
                    wrong.add(wording.order());
                }
                LOG.info(
                        "{} {}: {}",
                        wording.order(),
                        wording.wish(),
                        receipt.map(Json::write).orElse("no handoff"));
            }
        }
        LOG.info("{} of {} reached their receipt", right.size(), wordings.size());
        assertThat(wrong).isEmpty();
        assertThat(right).hasSizeGreaterThanOrEqualTo(wordings.size() - FORGIVEN);
    }

    /** All of them, or those about the orders that {@code -Dsmall.orders} names, separated by commas. */
    private static List<Wording> wanted() {
        var orders = List.of(System.getProperty("small.orders", "").split(","));
        return Wording.all().stream()
                .filter(wording -> orders.contains("") || orders.contains(wording.order()))
                .toList();
    }

    /** The shop's workspace with the model as its planner, few tools, and instructions case by case. */
    private Path workspace() throws IOException {
        var copy = Shop.copy(folder.resolve("workspace"));
        var agent = copy.resolve("agents/refunds.md");
        var text = Files.readString(agent);
        var head = text.substring(0, text.indexOf("\n---", 4) + 5)
                .replace("planner: playbook:settle-damage-claim", "planner: model")
                .replace("orders.claims, ", "")
                .replace("crm.notes, ", "");
        assertThat(head).contains("planner: model");
        try (var instructions = Objects.requireNonNull(
                SmallModelTest.class.getResourceAsStream("/small-model/instructions.md"), "the instructions")) {
            Files.writeString(agent, head + new String(instructions.readAllBytes(), StandardCharsets.UTF_8));
        }
        var people = copy.resolve("people.yaml");
        var known = Files.readString(people);
        Files.writeString(
                people,
                known
                        + Wording.all().stream()
                                .map(Wording::customer)
                                .filter(customer -> !known.contains(customer))
                                .map(customer -> "  " + customer + ": {kind: customer}\n")
                                .collect(Collectors.joining()));
        return copy;
    }

    /** The conversation, until it has led to a handoff or somebody loses patience. */
    private static Optional<String> told(Shop shop, Wording wording) {
        var customer = shop.as(wording.customer());
        var talk = "/api/conversations/"
                + customer.post("/api/conversations", "{\"assistant\":\"support\"}")
                        .textAt("id");
        var text = wording.first();
        for (var turn = 0; turn < MOST_TURNS; turn++) {
            var reply = say(customer, talk, text);
            var proposal = reply.get("proposal");
            if (proposal.isPresent()) {
                var path = talk + "/proposals/" + proposal.get().textAt("draft").orElseThrow() + "/confirm";
                var confirmed = customer.post(
                        path, Json.object("digest", proposal.get().get("digest").orElseThrow()));
                var handoffs =
                        confirmed.json().get("handoffs").orElse(Json.array()).asArray();
                return handoffs.stream().findFirst().flatMap(handoff -> handoff.textAt("id"));
            }
            text = wording.answer(reply.textAt("reply").orElse(""), turn == 0);
        }
        return Optional.empty();
    }

    private static Json say(ApiClient customer, String talk, String text) {
        var body = BodyPublishers.ofString(Json.object("text", Json.text(text)).write());
        return customer.send(customer.request(talk + "/messages", "Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .timeout(PATIENCE)
                        .POST(body))
                .json();
    }

    /** What was planned and what was wrong with it. */
    private static String journal(Shop shop, String handoff) {
        var events = shop.as("omar").get("/api/runs/r-" + handoff.substring(2) + "/events");
        return Json.parse(events.text()).asArray().stream()
                .filter(entry -> entry.textAt("type").filter(TOLD::contains).isPresent())
                .map(Json::write)
                .collect(Collectors.joining("\n"));
    }

    /** Its receipt; whatever a colleague is asked is confirmed. */
    private static Optional<Json> ended(Shop shop, String handoff) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            var now =
                    shop.as("omar").get("/api/handoffs/" + handoff + "?wait=5s").json();
            if (now.get("receipt").isPresent()) {
                return now.get("receipt");
            }
            now.get("needs")
                    .flatMap(needs -> needs.get("approval"))
                    .flatMap(approval -> approval.textAt("id"))
                    .ifPresent(approval -> shop.as("lena")
                            .post("/api/approvals/" + approval + "/decision", "{\"decision\":\"approve\"}"));
        }
        return Optional.empty();
    }
}
