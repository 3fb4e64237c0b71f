package dev.baton.bench.doors;

import dev.baton.bench.load.Percentiles;
import dev.baton.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Many conversations that stream at once, as clients of the OpenAI API have them. */
public final class ChatStreams {
    private final String url;
    private final DrippingModel model;
    private final int first;
    private final int streams;
    private final int sentences;

    /** @param first the number of the first stream; a number that was there before is the same request again */
    public ChatStreams(String url, DrippingModel model, int first, int streams, int sentences) {
        this.url = url;
        this.model = model;
        this.first = first;
        this.streams = streams;
        this.sentences = sentences;
    }

    /**
     * What was seen.
     *
     * @param added from the model's sending of a sentence to its client's having it
     * @param complete how many streams came whole
     * @param memory the heap of the server that each stream took while all were under way, in bytes
     */
    public record Seen(Percentiles added, int complete, long memory) {}

    /** Asked in the middle of the streams. */
    public interface Memory {
        long used() throws IOException;
    }

    public Seen run(Duration middle, Memory memory) throws InterruptedException, IOException {
        var before = memory.used();
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, streams)
                    .mapToObj(i -> threads.submit(() -> listen(http, first + i)))
                    .toList();
            Thread.sleep(middle);
            var used = memory.used() - before;
            var added = LongStream.builder();
            var complete = 0;
            for (var i = 0; i < streams; i++) {
                var seen = all.get(i).get();
                var sent = model.sent(first + i);
                complete += seen.length == sentences ? 1 : 0;
                for (var k = 0; k < Math.min(seen.length, sent.length); k++) {
                    added.add(seen[k] - sent[k]);
                }
            }
            return new Seen(new Percentiles(added.build().toArray()), complete, used / streams);
        } catch (ExecutionException e) {
            throw new IOException("a stream broke off: " + e.getCause(), e);
        }
    }

    private long[] listen(HttpClient http, int number) throws IOException, InterruptedException {
        var message = Json.object("role", Json.text("user"))
                .with("content", Json.text("Tell me of the town, stream " + number));
        var body = Json.object("model", Json.text(DoorWorkspace.ASSISTANT))
                .with("stream", Json.bool(true))
                .with("messages", Json.array(message));
        var request = HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.write()))
                .build();
        var times = LongStream.builder();
        try (var lines = http.send(request, BodyHandlers.ofLines()).body()) {
            lines.forEach(line -> {
                var now = System.nanoTime();
                // a piece may hold several sentences, when they came faster than they went
                for (var at = line.indexOf("ferry goes"); at >= 0; at = line.indexOf("ferry goes", at + 1)) {
                    times.add(now);
                }
            });
        }
        return times.build().toArray();
    }
}
