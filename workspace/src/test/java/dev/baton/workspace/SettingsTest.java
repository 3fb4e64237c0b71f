package dev.baton.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.workspace.Settings.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final String HIDDEN = "s3cr3t-$1-\\value";

    @Test
    void givenValues_thenReferencesAreReplaced() {
        var settings = Settings.of(Map.of("URL", "http://a"), Map.of("TOKEN", HIDDEN, "URL", "http://b"));

        assertThat(settings.resolve("${config.URL}/x?${config.URL}")).isEqualTo("http://a/x?http://a");
        assertThat(settings.resolve("${secret.TOKEN}")).isEqualTo(HIDDEN);
        assertThat(settings.resolve("plain $ {text}")).isEqualTo("plain $ {text}");
    }

    @Test
    void theEnvironmentComesBeforeTheSecretFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("secrets"), "# demo\n\nA=from=file\n B = spaced \n");

        var settings = Settings.of(Map.of(), Map.of("B", "environment")).withSecretFile(file);

        assertThat(settings.resolve("${secret.A}")).isEqualTo("from=file");
        assertThat(settings.resolve("${secret.B}")).isEqualTo("environment");
    }

    @Test
    void aSecretIsNeverAConfigValue(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("secrets"), "A=" + HIDDEN);
        var settings = Settings.of(Map.of("B", "b"), Map.of()).withSecretFile(file);

        assertThatThrownBy(() -> settings.resolve("${config.A}")).isInstanceOf(SettingException.class);
        assertThatThrownBy(() -> settings.resolve("${secret.B}")).isInstanceOf(SettingException.class);
    }

    @Test
    void givenNoValue_thenTheVariableAndTheFileAreNamed() {
        var settings = Settings.of(Map.of(), Map.of());

        assertThatThrownBy(() -> settings.resolve("${secret.TOKEN}", Path.of("connections/billing.yaml")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("${secret.TOKEN} in connections/billing.yaml has no value; set TOKEN in the environment or"
                        + " in the secret file");
        assertThatThrownBy(() -> settings.resolve("${config.URL}"))
                .hasMessage("${config.URL} has no value; set URL in the environment or on the command line");
        assertThatThrownBy(() -> settings.resolve("${other.URL}"))
                .hasMessage("${other.URL} is neither ${config.NAME} nor ${secret.NAME}");
    }

    @Test
    void noMessageHoldsAValue(@TempDir Path folder) throws Exception {
        var good = Files.writeString(folder.resolve("good"), "TOKEN=" + HIDDEN);
        var bad = Files.writeString(folder.resolve("bad"), "TOKEN=x\n" + HIDDEN + "\n");
        var settings = Settings.of(Map.of("C", HIDDEN), Map.of("E", HIDDEN)).withSecretFile(good);

        assertThat(settings.toString()).doesNotContain(HIDDEN).contains("TOKEN");
        assertThatThrownBy(() -> settings.withSecretFile(bad))
                .hasMessageContaining("bad:2:1")
                .hasMessageNotContaining(HIDDEN);
        assertThatThrownBy(() -> settings.resolve("${secret.NONE} ${secret.TOKEN}"))
                .hasMessageNotContaining(HIDDEN);
        assertThatThrownBy(() -> settings.withSecretFile(folder.resolve("none")))
                .hasMessageContaining("cannot be read (NoSuchFileException)");
    }
}
