package dev.baton.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.workspace.Diagnostic;
import dev.baton.workspace.Settings;
import dev.baton.workspace.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check tells every setting that a start would ask for, not only the first. */
class UnsetTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("callbacks.yaml"), """
                kind: Callbacks
                receivers:
                  shop:
                    origin: "${config.SHOP_URL}"
                    secrets: [{secret: "${secret.SHOP_SECRET}"}]
                seal: "${secret.SEAL}"
                """);
        Files.writeString(folder.resolve("people.yaml"), """
                kind: People
                people:
                  till: {kind: service}
                keys: {till: "${secret.TILL_KEY}"}
                oidc: {issuer: "https://id.example.org", audience: "${config.AUDIENCE}"}
                """);
    }

    private List<String> told(Map<String, String> settings) {
        return Unset.in(WorkspaceLoader.load(folder).orThrow(), Settings.of(Map.of(), settings)).stream()
                .map(Diagnostic::toString)
                .toList();
    }

    @Test
    void givenNothingThatIsSet_thenEachIsToldByItsPlace() {
        var told = told(Map.of());

        assertThat(told).hasSize(4).allSatisfy(it -> assertThat(it).contains("a server does not start without it"));
        assertThat(told.get(0)).startsWith("callbacks.yaml:3:").contains("SHOP_URL");
        assertThat(told.get(1)).startsWith("callbacks.yaml:6:").contains("SEAL");
        assertThat(told.get(2)).startsWith("people.yaml:4:").contains("TILL_KEY");
        assertThat(told.get(3)).startsWith("people.yaml:5:").contains("AUDIENCE");
    }

    @Test
    void givenAllOfThem_thenThereIsNothingToTell() {
        assertThat(told(Map.of(
                        "SHOP_URL", "https://shop.example.org",
                        "SHOP_SECRET", SECRET,
                        "SEAL", "a seal of enough letters",
                        "TILL_KEY", "a key of more than enough letters",
                        "AUDIENCE", "baton")))
                .isEmpty();
    }

    @Test
    void givenASecretOfNoUse_thenThatIsTold_andTheSecretIsNot() {
        var told = told(Map.of(
                "SHOP_URL", "https://shop.example.org",
                "SHOP_SECRET", "whsec_c2hvcnQ=",
                "SEAL", "a seal of enough letters",
                "TILL_KEY", "a key of more than enough letters",
                "AUDIENCE", "baton"));

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("callbacks.yaml:")
                .doesNotContain("c2hvcnQ");
    }
}
