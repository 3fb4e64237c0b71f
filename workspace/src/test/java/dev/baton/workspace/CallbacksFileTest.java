package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.callback.Receivers;
import dev.baton.callback.Receivers.SigningSecret;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbacksFileTest {
    @Test
    void givenReceivers_thenTheirOriginsAndSecretsAreRead(@TempDir Path folder) {
        var receivers = Draft.ofShop(folder)
                .write("callbacks.yaml", """
                        kind: Callbacks
                        receivers:
                          erp:
                            origin: https://hooks.example.org
                            secrets:
                              - {secret: "${secret.ERP}"}
                              - {secret: "${secret.ERP_OLD}", until: "2026-12-31T00:00:00Z"}
                          lab: {origin: "${config.LAB}", network: private}
                        seal: "${secret.SEAL}"
                        """)
                .load()
                .orThrow()
                .callbacks();

        assertThat(receivers)
                .isEqualTo(new Receivers(
                        List.of(
                                new Receivers.Receiver(
                                        "erp",
                                        "https://hooks.example.org",
                                        List.of(
                                                new SigningSecret("${secret.ERP}", Optional.empty()),
                                                new SigningSecret(
                                                        "${secret.ERP_OLD}",
                                                        Optional.of(Instant.parse("2026-12-31T00:00:00Z")))),
                                        false),
                                new Receivers.Receiver("lab", "${config.LAB}", List.of(), true)),
                        Optional.of("${secret.SEAL}")));
    }

    @Test
    void givenNoFile_thenNobodyIsTold(@TempDir Path folder) {
        assertThat(Draft.ofShop(folder).load().orThrow().callbacks()).isEqualTo(Receivers.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {origin: "http://hooks.example.org"}                                  | can be read on its way
                    {origin: "hooks.example.org"}                                         | is not an origin
                    {origin: "https://hooks.example.org/path"}                            | is not an origin
                    {origin: "https://a.*.example.org"}                                   | is not an origin
                    {origin: "${secret.HOST}"}                                            | is not an origin
                    {orgin: "https://hooks.example.org"}                                  | did you mean 'origin'?
                    {origin: "https://h.example", secrets: [{secret: whsec_plain}]}       | does not belong in a file
                    {origin: "https://h.example", secrets: [{secret: "${secret.A}", until: soon}]} | is not a time
                    {origin: "https://h.example", network: public}                        | not supported
                    """)
    void givenAReceiverWithAMistake_thenItIsToldWithItsPlace(String receiver, String words, @TempDir Path folder) {
        var loaded = Draft.ofShop(folder)
                .write("callbacks.yaml", "kind: Callbacks\nreceivers:\n  erp: " + receiver + "\n")
                .load();
        assertThat(loaded.problems())
                .anySatisfy(problem -> assertThat(problem.toString())
                        .startsWith("callbacks.yaml:")
                        .contains(words));
    }
}
