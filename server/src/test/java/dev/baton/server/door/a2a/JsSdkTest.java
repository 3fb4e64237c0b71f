package dev.baton.server.door.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.server.door.Npm;
import dev.baton.server.story.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public SDK of A2A in JavaScript as a client of this door, where npm can bring it. */
class JsSdkTest {
    private static final String SDK = "@a2a-js/sdk@1.3.0";

    @Test
    void givenTheSdk_whenItHandsIn_streams_cancels_andLists_thenBothBindingsServeIt(@TempDir Path folder)
            throws IOException, InterruptedException {
        var npm = Npm.with("a2a", SDK);
        for (var binding : List.of("JSONRPC", "HTTP+JSON")) {
            try (var shop = new Shop(folder.resolve(binding.replace("+", "")))) {
                var told = npm.run(program(), Map.of("BATON_URL", shop.url(), "BINDING", binding, "PERSONA", "omar"));

                assertThat(told.lines())
                        .as(told.text())
                        .containsExactly(
                                "{\"name\":\"skills\",\"value\":[\"damaged-order\"]}",
                                "{\"name\":\"sent\",\"value\":\"TASK_STATE_COMPLETED\"}",
                                "{\"name\":\"receipt\",\"value\":\"refunded\"}",
                                "{\"name\":\"asked\",\"value\":true}",
                                "{\"name\":\"streamed\",\"value\":\"TASK_STATE_CANCELED\"}",
                                "{\"name\":\"got\",\"value\":\"TASK_STATE_CANCELED\"}",
                                "{\"name\":\"listed\",\"value\":[true]}",
                                "{\"name\":\"unknown\",\"value\":\"TaskNotFoundError\"}");
                assertThat(shop.effects("createRefund")).isEqualTo(1);
            }
        }
    }

    private static String program() throws IOException {
        try (var program = JsSdkTest.class.getResourceAsStream("client.mjs")) {
            return new String(Objects.requireNonNull(program).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
