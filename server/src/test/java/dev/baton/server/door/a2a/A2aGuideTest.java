package dev.baton.server.door.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.server.story.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide shows is sent as it stands there. */
class A2aGuideTest {
    private static final Pattern BODY = Pattern.compile("-d '([^']*)'");

    @Test
    void givenTheCallOfTheGuide_thenItIsSettled(@TempDir Path folder) throws IOException, InterruptedException {
        var guide = Files.readString(Shop.workspace().resolve("../../docs/guides/a2a.md"));
        var body = BODY.matcher(guide);
        assertThat(body.find()).isTrue();
        try (var shop = new Shop(folder)) {
            var answer = new A2aCalls(shop.as("omar")).post(body.group(1), "A2A-Version", "1.0");

            assertThat(A2aCalls.state(A2aCalls.task(answer.json()))).isEqualTo("TASK_STATE_COMPLETED");
            assertThat(guide).contains(ContractSkills.EXTENSION);
        }
    }
}
