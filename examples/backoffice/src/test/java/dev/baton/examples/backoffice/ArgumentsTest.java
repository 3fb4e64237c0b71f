package dev.baton.examples.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.examples.backoffice.Arguments.BadArgument;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void without_arguments_it_is_the_demo() {
        BackofficeOptions options = parse();

        assertThat(options.port()).isEqualTo(8081);
        assertThat(options.data()).isEqualTo(Path.of("data", "backoffice"));
        assertThat(options.fresh()).isFalse();
        assertThat(options.token().value()).isEqualTo("from-environment");
        assertThat(options.start()).isEmpty();
        assertThat(options.seed()).isEmpty();
    }

    @Test
    void reads_every_option() {
        BackofficeOptions options = parse(
                "--port",
                "0",
                "--data",
                "/tmp/x",
                "--fresh",
                "--token",
                "t",
                "--seed",
                "-5",
                "--start",
                "2026-01-10T00:00:00Z",
                "--verbose");

        assertThat(options.port()).isZero();
        assertThat(options.data()).isEqualTo(Path.of("/tmp/x"));
        assertThat(options.fresh()).isTrue();
        assertThat(options.token().value()).isEqualTo("t");
        assertThat(options.seed()).hasValue(-5);
        assertThat(options.start()).contains(Instant.parse("2026-01-10T00:00:00Z"));
        assertThat(options.verbose()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 1, --prot",
        "stray, stray",
        "--port, --port",
        "--port 65536, 65535",
        "--port many, many",
        "--seed 1.5, 1.5",
        "--start yesterday, yesterday",
        "--start 2026-01-10, 2026-01-10",
        "--token, --token"
    })
    void says_in_one_sentence_what_is_wrong(String line, String named) {
        assertThatThrownBy(() -> parse(line.split(" ")))
                .isInstanceOf(BadArgument.class)
                .hasMessageContaining(named)
                .hasMessageEndingWith(".");
    }

    @Test
    void refuses_a_token_that_no_header_can_carry_without_showing_it() {
        assertThatThrownBy(() -> parse("--token", "a b"))
                .isInstanceOf(BadArgument.class)
                .hasMessageContaining("--token")
                .hasMessageNotContaining("a b");
    }

    private static BackofficeOptions parse(String... arguments) {
        return Arguments.parse(List.of(arguments), "from-environment");
    }
}
