package dev.baton.bench.springai;

import dev.baton.bench.load.ResearchProcess;
import dev.baton.bench.load.ResearchProcess.Setting;
import dev.baton.bench.load.Researcher;
import java.time.Duration;
import java.util.Objects;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;

/** A chat client with one tool. */
public final class SpringAiResearcher implements Researcher {
    private final ChatClient client;
    private final Facts facts;

    /** What a lookup gives. */
    public record Found(long value) {}

    /** The tool. */
    public static final class Facts {
        private final Duration latency;

        Facts(Duration latency) {
            this.latency = latency;
        }

        @Tool(description = "Looks up the value of a key")
        public Found lookup(@ToolParam(description = "the key") long key) throws InterruptedException {
            Thread.sleep(latency);
            return new Found(ResearchProcess.value(key));
        }
    }

    SpringAiResearcher(Setting setting) {
        var options = OpenAiChatOptions.builder()
                .baseUrl(setting.model())
                .apiKey("none")
                .model("slow")
                .build();
        this.client =
                ChatClient.create(OpenAiChatModel.builder().options(options).build());
        this.facts = new Facts(setting.latency());
    }

    public static void main(String[] arguments) throws Exception {
        ResearchProcess.run(arguments, SpringAiResearcher::new);
    }

    @Override
    public String answer(String task) {
        return Objects.requireNonNull(
                client.prompt().user(task).tools(facts).call().content());
    }

    @Override
    public void close() {
        // holds nothing
    }
}
