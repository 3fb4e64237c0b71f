package dev.baton.server.door.a2a;

import dev.baton.principal.Principal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Tells each change once, in order, in the door's own form. */
final class TckPushes implements Pushes {
    private final Map<String, Map<String, PushConfig>> configs = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final TckAgent agent;

    TckPushes(TckAgent agent) {
        this.agent = agent;
    }

    @Override
    public PushConfig create(String task, PushConfig wanted, Principal caller) {
        var id = wanted.id().orElseGet(() -> UUID.randomUUID().toString());
        var config = new PushConfig(Optional.of(id), wanted.url(), wanted.token(), wanted.authentication());
        var isNew = of(task).put(id, config) == null;
        if (isNew && !config.url().contains("example.com")) {
            Thread.ofVirtual().start(() -> tell(task, config));
        }
        return config;
    }

    private Map<String, PushConfig> of(String task) {
        return configs.computeIfAbsent(task, same -> new LinkedHashMap<>());
    }

    private void tell(String task, PushConfig config) {
        try {
            var seen = 0L;
            while (true) {
                for (var update : agent.awaitUpdates(task, seen, Duration.ofSeconds(30))) {
                    post(config, update);
                    seen = update.revision();
                    if (update instanceof Update.Changed changed
                            && changed.status().state().isTerminal()) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // the kit has looked at what it wanted
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(PushConfig config, Update update) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(config.url()))
                .POST(HttpRequest.BodyPublishers.ofString(update.toJson().write()));
        PushHeaders.of(config).forEach(request::header);
        http.send(request.build(), HttpResponse.BodyHandlers.discarding());
    }

    @Override
    public List<PushConfig> list(String task) {
        return List.copyOf(of(task).values());
    }

    @Override
    public void delete(String task, String id, Principal caller) {
        of(task).remove(id);
    }
}
