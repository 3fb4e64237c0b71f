package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the back office as the demo does: as a process of its own. */
@Timeout(60)
class BackofficeMainTest {
    private static final String LISTENING = "Back office listening on ";

    @TempDir
    Path data;

    @Test
    void says_where_it_listens_and_closes_cleanly_when_told_to_end() throws IOException, InterruptedException {
        Process process = start("--port", "0", "--data", data.toString(), "--token", "of-the-process");
        try (HttpClient client = HttpClient.newHttpClient();
                BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            assertThat(line).startsWith(LISTENING + "http://127.0.0.1:");

            Caller caller = new Caller(client, line.substring(LISTENING.length()), "of-the-process");
            assertThat(caller.get("/orders/ORD-100234").status()).isEqualTo(200);

            process.destroy(); // SIGTERM, as a service manager sends it
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(data.resolve("orders.db-wal")).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void an_effect_outlives_a_kill() throws IOException, InterruptedException {
        Process process = start("--port", "0", "--data", data.toString());
        String refundId;
        try (HttpClient client = HttpClient.newHttpClient();
                BufferedReader output = process.inputReader()) {
            Caller caller = new Caller(
                    client, output.readLine().substring(LISTENING.length()), BackofficeOptions.DEFAULT_TOKEN);
            refundId = caller.post("/billing/refunds", Caller.refund("ORD-100234", 8000), "key-1")
                    .text("id");
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }

        try (HttpClient client = HttpClient.newHttpClient();
                Backoffice again = Backoffice.start(BackofficeOptions.in(data))) {
            Answer answer = new Caller(client, again.url(), BackofficeOptions.DEFAULT_TOKEN)
                    .post("/billing/refunds", Caller.refund("ORD-100234", 8000), "key-1");
            assertThat(answer.isReplayed()).isTrue();
            assertThat(answer.text("id")).isEqualTo(refundId);
        }
    }

    @Test
    void an_unknown_option_is_one_sentence_and_exit_code_2() throws IOException, InterruptedException {
        Process process = start("--colour", "red");

        assertThat(text(process.getErrorStream())).isEqualTo("Unknown option --colour; --help lists the options.");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void help_is_no_error() throws IOException, InterruptedException {
        Process process = start("--help");

        assertThat(text(process.getInputStream())).startsWith("Usage:").contains("--port", "--fresh", "--start");
        assertThat(process.waitFor()).isZero();
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                BackofficeMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("BACKOFFICE_TOKEN");
        return builder.start();
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
