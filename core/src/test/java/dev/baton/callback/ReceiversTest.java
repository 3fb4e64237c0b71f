package dev.baton.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiversTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    https://hooks.example.org,      https://hooks.example.org/a/b?c=d,     true
                    https://hooks.example.org,      https://HOOKS.example.org:443/,        true
                    https://hooks.example.org,      http://hooks.example.org/,             false
                    https://hooks.example.org,      https://hooks.example.org:8443/,       false
                    https://hooks.example.org,      https://hooks.example.org.evil.test/,  false
                    https://hooks.example.org,      https://evil.test/hooks.example.org,   false
                    https://*.example.org,          https://a.b.example.org/,              true
                    https://*.example.org,          https://example.org/,                  false
                    https://*.example.org,          https://evilexample.org/,              false
                    https://*.example.org,          https://a.example.org:8443/,           false
                    https://*.example.org:8443,     https://a.example.org:8443/,           true
                    https://*,                      https://anything.test/,                true
                    https://*,                      http://anything.test/,                 false
                    http://127.0.0.1:9000,          http://127.0.0.1:9000/hook,            true
                    http://127.0.0.1:9000,          http://127.0.0.1:9001/hook,            false
                    """)
    void anOriginCoversWhatHasItsSchemeHostAndPort(String origin, String url, boolean covered) {
        assertThat(Receivers.covers(origin, URI.create(url))).isEqualTo(covered);
    }

    @Test
    void anOldSecretEndsAtItsTime() {
        var end = Instant.parse("2026-02-01T00:00:00Z");
        var old = new Receivers.SigningSecret("${secret.OLD}", Optional.of(end));
        assertThat(old.isInForce(end.minusMillis(1))).isTrue();
        assertThat(old.isInForce(end)).isFalse();
        assertThat(new Receivers.SigningSecret("${secret.NEW}", Optional.empty()).isInForce(end))
                .isTrue();
    }
}
