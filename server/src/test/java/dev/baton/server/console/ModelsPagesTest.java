package dev.baton.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.ModelsStatus;
import dev.baton.server.FakeServer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelsPagesTest {
    private static final Pattern SEEN = Pattern.compile("seen=([0-9a-f]+)");
    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private String page() {
        return server.client
                .send(server.client.request("/models").header("Accept", "text/html"))
                .text()
                .replaceAll("\\s+", " ");
    }

    @Test
    void givenModels_thenThePageSaysWhoServesWhatAndHowThatGoes() {
        assertThat(page())
                .contains("<dt>planner</dt>", "stands in for claude", "no model now: people judge")
                .contains("gpt-5", "api.openai.com", "OPENAI_API_KEY", "34,000 in (9,000 cached)", "2000 ms a call")
                .contains("0.1235 USD of at most 5.00 USD", "unpriced", "ready", "not set up")
                .contains("CLAUDE_KEY has no value", "the model 'large' takes no more calls");
    }

    @Test
    void givenTheNavigation_thenThePageIsInItAndKnowsItself() {
        assertThat(page()).contains("<a href=\"/models\" aria-current=\"page\">Models</a>");
    }

    @Test
    void givenNothingChanged_whenAskedAgain_thenNothingIsSent() {
        var seen = SEEN.matcher(page());
        assertThat(seen.find()).isTrue();

        assertThat(server.client
                        .get("/models/list?seen=" + seen.group(1), "HX-Request", "true")
                        .status())
                .isEqualTo(204);
        server.platform.models = ModelsStatus.NONE;
        assertThat(server.client
                        .get("/models/list?seen=" + seen.group(1), "HX-Request", "true")
                        .text())
                .contains("No models", "models.yaml");
    }
}
