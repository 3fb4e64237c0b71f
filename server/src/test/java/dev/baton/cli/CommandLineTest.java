package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    private Path folder = Path.of("");

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "start",
                "check",
                "assess",
                "new",
                "submit",
                "runs",
                "watch",
                "approvals",
                "chat",
                "verify",
                "export",
                "import",
                "archive",
                "erase"
            })
    void givenACommand_thenItsHelpSaysWhatItIsFor(String command) {
        var help = Terminal.run(command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: baton " + command);
        assertThat(Terminal.run("--help").out()).contains("  " + command);
    }

    @Test
    void givenWrongUse_thenTheExitCodeIsTwoAndTheUsageIsShown() {
        var typo = Terminal.run("aprovals");
        var missing = Terminal.run("submit", "damaged-order");
        var nothing = Terminal.run();

        assertThat(typo.exitCode()).isEqualTo(2);
        assertThat(typo.err()).contains("Did you mean: baton approvals");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("--input").contains("baton submit --help");
        assertThat(nothing.exitCode()).isEqualTo(2);
    }

    @Test
    void givenAskedForTheVersion_thenItIsTheOneOfTheBuild() {
        assertThat(Terminal.run("--version").out()).startsWith("Baton 0.").contains("Java");
    }

    @Test
    void givenAWorkspaceWithATypo_whenChecked_thenFileLineAndSuggestionAreTold() throws IOException {
        write("people.yaml", "kind: People\npeople:\n  lena: {rolse: [refund-lead]}\n");

        var check = Terminal.run("check", folder.toString(), "--offline");
        var json = Terminal.run("check", folder.toString(), "--offline", "--json");

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out()).contains("people.yaml:3:").contains("did you mean 'roles'?");
        var problem =
                Json.parse(json.out()).get("problems").orElseThrow().asArray().getFirst();
        assertThat(problem.textAt("file")).contains("people.yaml");
        assertThat(problem.get("line")).contains(Json.number(3));
    }

    @Test
    void givenAWorkspaceWithATypo_whenStarted_thenNothingIsStartedAndEveryProblemIsTold() throws IOException {
        write("people.yaml", "kind: People\npeople:\n  lena: {rolse: [refund-lead]}\n");

        var start = Terminal.run("start", "--workspace", folder.toString(), "--port", "0");

        assertThat(start.exitCode()).isEqualTo(2);
        assertThat(start.err())
                .contains("nothing was started")
                .contains("people.yaml:3:")
                .contains("did you mean 'roles'?");
        assertThat(start.hasStackTrace()).isFalse();
        assertThat(folder.resolve(".baton")).doesNotExist();
    }

    @Test
    void givenNoWorkspace_thenStartAndCheckSaySo() {
        var nowhere = folder.resolve("nowhere").toString();

        assertThat(Terminal.run("start", "--workspace", nowhere).err()).contains("there is no such folder");
        assertThat(Terminal.run("check", nowhere).out()).contains("there is no such folder");
        assertThat(Terminal.run("check", nowhere).exitCode()).isEqualTo(1);
    }

    @Test
    void givenAnAddressThatOthersCanReach_thenStartRefusesIt() {
        var start = Terminal.run("start", "--address", "0.0.0.0");

        assertThat(start.exitCode()).isEqualTo(2);
        assertThat(start.err()).contains("Baton does not listen on 0.0.0.0").contains("127.0.0.1 only");
    }

    @Test
    void givenATakenPort_thenStartAndDemoSayWhatToDo() throws IOException {
        write("people.yaml", "kind: People\npeople: {}\n");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            for (var command : new String[] {"start", "demo"}) {
                var done = Terminal.run(
                        command,
                        "--workspace",
                        folder.toString(),
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        port);
                assertThat(done.exitCode()).isEqualTo(2);
                assertThat(done.err())
                        .contains("Port " + port + " is taken by another program")
                        .contains("--port");
                assertThat(done.hasStackTrace()).isFalse();
            }
        }
    }

    @Test
    void givenASecretFileThatIsWrong_thenItsLineIsToldAndNotItsText() throws IOException {
        write("people.yaml", "kind: People\npeople: {}\n");
        write("secrets", "TOKEN=fine\nhush hush\n");

        var start = Terminal.run(
                "start",
                "--workspace",
                folder.toString(),
                "--secrets",
                folder.resolve("secrets").toString());

        assertThat(start.exitCode()).isEqualTo(2);
        assertThat(start.err()).contains("secrets:2").doesNotContain("hush");
    }

    @Test
    void givenAStoreThatIsNone_thenStartSaysWhatOneIs() throws IOException {
        write("people.yaml", "kind: People\npeople: {}\n");

        var start =
                Terminal.run("start", "--workspace", folder.toString(), "--store", "mysql://somewhere?password=hush");

        assertThat(start.exitCode()).isEqualTo(2);
        assertThat(start.err()).contains("jdbc:postgresql://host:5432/database").doesNotContain("hush");
    }

    @Test
    void givenADatabaseThatIsNotThere_thenStartNamesItWithoutItsPassword() throws IOException {
        write("people.yaml", "kind: People\npeople: {}\n");
        int unused;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }

        var start = Terminal.run(
                "start",
                "--workspace",
                folder.toString(),
                "--store",
                "jdbc:postgresql://127.0.0.1:" + unused + "/shop?user=baton&password=hush");

        assertThat(start.exitCode()).isEqualTo(2);
        assertThat(start.err())
                .contains("PostgreSQL database shop at 127.0.0.1:" + unused + " cannot be used")
                .contains("refused");
        assertThat(start.err() + start.out()).doesNotContain("hush");
        assertThat(start.hasStackTrace()).isFalse();
    }
}
