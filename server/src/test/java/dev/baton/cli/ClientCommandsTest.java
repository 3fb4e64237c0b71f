package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCommandsTest {
    private final FakeServer server = new FakeServer();

    @TempDir
    private Path folder = Path.of("");

    private Path input = Path.of("");

    @BeforeEach
    void writeInput() throws IOException {
        input = folder.resolve("claim.json");
        Files.writeString(input, "{\"customerId\":\"CUS-0001\",\"orderId\":\"ORD-1\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Terminal baton(String... arguments) {
        var asked = Stream.concat(Arrays.stream(arguments), Stream.of("--url", server.url()));
        return Terminal.run(asked.toArray(String[]::new));
    }

    private String submit() {
        var done = baton("submit", "damaged-order", "--input", input.toString(), "--json");
        assertThat(done.exitCode()).isZero();
        return Json.parse(done.out()).textAt("id").orElseThrow();
    }

    @Test
    void givenAnInput_whenSubmitted_thenItSaysHowToFollow() {
        var done = baton("submit", "damaged-order", "--input", input.toString());

        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).contains("Handoff h-1, run r-1: submitted").contains("baton watch r-1");
        assertThat(done.err()).isEmpty();
    }

    @Test
    void givenWait_whenTheRunCompletes_thenTheReceiptIsShownAndTheExitCodeIsZero() throws Exception {
        var waiting = CompletableFuture.supplyAsync(
                () -> baton("submit", "damaged-order", "--input", input.toString(), "--wait"));
        while (server.client.get("/api/runs").text().equals("[]")) {
            Thread.onSpinWait();
        }
        server.platform.work.complete("h-1");

        var done = waiting.get();

        assertThat(done.exitCode()).isZero();
        assertThat(done.out())
                .contains("completed: refunded")
                .contains("billing.refund confirmed as RF-1 at 2026-01-10 09:00:00");
    }

    @Test
    void givenTheSameKey_whenSubmittedTwice_thenItIsTheSameHandoff() {
        var first = baton("submit", "damaged-order", "--input", input.toString(), "--key", "k", "--json");
        var second = baton("submit", "damaged-order", "--input", input.toString(), "--key", "k", "--json");

        assertThat(Json.parse(second.out()).get("id"))
                .isEqualTo(Json.parse(first.out()).get("id"));
    }

    @Test
    void givenWhatTheServerRefuses_thenOneSentenceSaysWhy_andEachProblemItsPlace() throws IOException {
        submit();
        var running = baton("submit", "damaged-order", "--input", input.toString());
        var unknown = baton("submit", "damaged-orders", "--input", input.toString());
        Files.writeString(input, "{\"wish\":\"money\"}");
        var invalid = baton("submit", "damaged-order", "--input", input.toString());
        var asJson = baton("submit", "damaged-order", "--input", input.toString(), "--json");

        assertThat(running.exitCode()).isEqualTo(1);
        assertThat(running.err()).startsWith("baton: This is being worked on already: handoff h-1, run r-1.");
        assertThat(unknown.err()).contains("did you mean 'damaged-order'?");
        assertThat(invalid.exitCode()).isEqualTo(1);
        assertThat(invalid.err()).contains("'orderId' is missing").contains("/wish: 'money' is not one of refund");
        assertThat(Json.parse(asJson.out()).get("errors").orElseThrow().asArray())
                .hasSize(2);
    }

    @Test
    void givenAnInputThatCannotBeRead_thenItIsWrongUse() throws IOException {
        Files.writeString(input, "{oops");
        var broken = baton("submit", "damaged-order", "--input", input.toString());
        var missing = baton(
                "submit", "damaged-order", "--input", folder.resolve("none").toString());

        assertThat(broken.exitCode()).isEqualTo(2);
        assertThat(broken.err()).contains("not JSON").contains("line 1, column");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("cannot be read").doesNotContain("Exception");
    }

    @Test
    void givenRuns_whenListed_thenTheyAreATable_orJson() {
        assertThat(baton("runs").out()).isEqualTo("No runs.\n".replace("\n", System.lineSeparator()));
        submit();

        assertThat(baton("runs").out().lines().toList())
                .hasSize(2)
                .first()
                .asString()
                .matches("RUN +STATE +CONTRACT +FOR +UPDATED +MESSAGE");
        assertThat(baton("runs", "--state", "completed").out()).contains("No runs that are completed.");
        assertThat(baton("runs", "--state", "complete").err()).contains("did you mean 'completed'?");
        assertThat(Json.parse(baton("runs", "--json").out()).asArray()).hasSize(1);
    }

    @Test
    void givenCallbacksThatWereNotTaken_thenTheyAreATable_andOneIsSentAgain() {
        assertThat(baton("callbacks").out().lines().toList())
                .hasSize(3)
                .first()
                .asString()
                .matches("CALLBACK +STATE +TELLS +TO +FAILED +AGAIN AT +BECAUSE");
        var dead = Json.parse(baton("callbacks", "--state", "dead", "--json").out());
        assertThat(dead.asArray()).hasSize(1);

        var id = dead.asArray().getFirst().textAt("id").orElseThrow();
        assertThat(baton("callbacks", "resend", id).out()).contains("is sent again now");
        assertThat(server.platform.callbacks.resent).containsExactly(id);
        assertThat(baton("callbacks", "resend").exitCode()).isEqualTo(2);
        assertThat(baton("callbacks", "resend", "h-nothing").err()).contains("there is no callback");
    }

    @Test
    void givenARun_whenWatched_thenItsJournalIsShownToTheEnd() {
        server.platform.work.work(submit(), "Planned");
        server.platform.work.complete("h-1");

        var watched = baton("watch", "r-1");
        var json = baton("watch", "r-1", "--json");

        assertThat(watched.exitCode()).isZero();
        assertThat(watched.out())
                .containsSubsequence(
                        "The handoff was accepted", "The run went on", "Refunded", "completed: refunded", "RF-1");
        assertThat(json.out()
                        .lines()
                        .map(line -> Json.parse(line).textAt("type").orElseThrow()))
                .containsExactly("Submitted", "Planned", "Completed");
        assertThat(baton("watch", "r-2").err()).isEqualTo("baton: There is no run 'r-2'." + System.lineSeparator());
    }

    @Test
    void givenApprovals_whenDecided_thenItSaysWhatBecameOfThem() {
        server.platform.approvals.ask("a-1", "r-1", "h-1");
        server.platform.approvals.ask("a-2", "r-2", "h-2");

        assertThat(baton("approvals").out()).contains("a-1").contains("{\"amountMinor\":8000,\"currency\":\"EUR\"}");
        assertThat(baton("approvals", "approve", "a-1", "--as", "lena", "--comment", "fine")
                        .out())
                .contains("a-1 is approved: billing.refund");
        assertThat(baton("approvals", "deny", "a-2", "--as", "lena").out()).contains("a-2 is denied");
        assertThat(baton("approvals", "list").out()).contains("Nothing waits for a decision.");
        assertThat(baton("approvals", "list", "--state", "denied").out()).contains("a-2");
        assertThat(baton("approvals", "list", "--state", "all", "--json").out()).contains("\"comment\":\"fine\"");
        var late = baton("approvals", "approve", "a-1", "--as", "lena");
        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.err()).contains("lena decided this already");
        assertThat(baton("approvals", "deny", "a-9").err()).contains("There is no approval 'a-9'");
    }

    @Test
    void givenARunThatAsks_whenAnswered_thenItGoesOn_andWhenCanceled_thenItSaysSo() {
        server.platform.work.question(submit(), "How many glasses are broken?");

        var wrong = baton("answer", "h-1", "three", "--as", "CUS-0001");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("must be integer");
        assertThat(baton("answer", "h-1", "3", "--as", "CUS-0001").out()).contains("h-1 is working");
        assertThat(baton("cancel", "r-1", "--undo", "--reason", "twice").out()).contains("r-1 is being canceled");
        assertThat(baton("watch", "r-1", "--help").exitCode()).isZero();
        assertThat(server.client.get("/api/runs/r-1/events").text()).contains("twice, undo true");
    }

    @Test
    void givenAPersona_thenRequestsActAsThatOne() {
        var customer = baton("runs", "--as", "CUS-0001");

        assertThat(customer.exitCode()).isEqualTo(1);
        assertThat(customer.err()).contains("customer:CUS-0001 may not do this");
        assertThat(baton("runs", "--as", "nobody").err()).contains("there are developer, CUS-0001");
    }

    @Test
    void givenTextFromElsewhere_whenPrinted_thenATerminalDoesNotObeyIt() {
        assertThat(Output.printable("red\u001b[31m\r\u0007 text\n")).isEqualTo("red [31m   text\n");
    }

    @Test
    void givenNoServer_thenOneSentenceSaysWhatToDo() {
        var done = Terminal.run("runs", "--url", "http://127.0.0.1:1");

        assertThat(done.exitCode()).isEqualTo(2);
        assertThat(done.err())
                .contains("No Baton server answers at http://127.0.0.1:1")
                .contains("baton demo");
        assertThat(done.hasStackTrace()).isFalse();
        assertThat(Terminal.run("runs", "--url", "not a url").err()).contains("is not a URL");
    }

    @Test
    void givenAStep_thenItIsCompletedSkippedAndTriedAgainByCommands() {
        submit();

        assertThat(baton("step", "retry", "r-1", "refund").out()).contains("refund is tried again; r-1 is working now");
        assertThat(baton("step", "skip", "r-1", "refund").exitCode()).isEqualTo(2);
        assertThat(baton("step", "skip", "r-1", "refund", "--reason", "done by phone")
                        .out())
                .contains("refund is skipped");
        assertThat(baton("step", "complete", "r-1", "refund", "--reference", "RF-77")
                        .out())
                .contains("refund was done by hand");
        assertThat(server.client.get("/api/runs/r-1/events").text())
                .contains("done by phone")
                .contains("refund true Optional[Text[value=RF-77]]");
        assertThat(baton("step").exitCode()).isEqualTo(2);
    }
}
