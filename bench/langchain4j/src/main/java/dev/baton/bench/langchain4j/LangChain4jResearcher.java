package dev.baton.bench.langchain4j;

import dev.baton.bench.load.ResearchProcess;
import dev.baton.bench.load.ResearchProcess.Setting;
import dev.baton.bench.load.Researcher;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An AI service with one tool. With {@code -Dbench.instructions=…} these are put before every task, and the calls of one
 * round are carried out at once, as LangChain4j offers it.
 */
public final class LangChain4jResearcher implements Researcher {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Service service;

    /** What LangChain4j implements. */
    interface Service {
        String answer(String task);
    }

    /** What a lookup gives. */
    public record Found(long value) {}

    /** The tool. */
    public static final class Facts {
        private final Duration latency;

        Facts(Duration latency) {
            this.latency = latency;
        }

        @Tool("Looks up the value of a key")
        public Found lookup(@P("the key") long key) throws InterruptedException {
            Thread.sleep(latency);
            return new Found(ResearchProcess.value(key));
        }
    }

    LangChain4jResearcher(Setting setting) {
        var model = OpenAiChatModel.builder()
                .baseUrl(setting.model())
                .apiKey("none")
                .modelName("slow")
                .build();
        var instructions = System.getProperty("bench.instructions", "");
        var builder = AiServices.builder(Service.class).chatModel(model).tools(new Facts(setting.latency()));
        service = instructions.isEmpty()
                ? builder.build()
                : builder.systemMessageProvider(any -> instructions)
                        .executeToolsConcurrently(threads)
                        .build();
    }

    public static void main(String[] arguments) throws Exception {
        ResearchProcess.run(arguments, LangChain4jResearcher::new);
    }

    @Override
    public String answer(String task) {
        return service.answer(task);
    }

    @Override
    public void close() {
        threads.close();
    }
}
