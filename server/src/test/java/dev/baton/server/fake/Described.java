package dev.baton.server.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import dev.baton.json.JsonSchema;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Holds answers, and requests that were accepted, against the OpenAPI document of the server that gave them. */
public final class Described {
    private static final String DOCUMENT = "/api/openapi.json";
    private static final List<String> DOORS = List.of("/api/", "/v1/", "/hooks/");
    private static final List<String> WHO = List.of("Baton-As", "Authorization");
    private static final Set<Integer> NOTHING_THERE = Set.of(400, 401, 403, 404, 405);

    private final Map<String, Json.Obj> documents = new ConcurrentHashMap<>();
    private final Map<Json, JsonSchema> schemas = new ConcurrentHashMap<>();

    void check(HttpClient http, HttpRequest request, ApiClient.Answer answer) throws IOException, InterruptedException {
        var path = request.uri().getPath();
        if (DOORS.stream().noneMatch(path::startsWith) || path.equals(DOCUMENT)) {
            return;
        }
        var document = document(http, request);
        if (document.isEmpty()) {
            return;
        }
        var problems = problems(document.get(), request, answer);
        assertThat(problems)
                .as("%s %s was answered %s %s", request.method(), path, answer.status(), answer.text())
                .isEmpty();
    }

    /** As it is for whoever sent the request; a server that refuses it to somebody unknown describes nothing to them. */
    private Optional<Json.Obj> document(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        var uri = request.uri();
        var asking = HttpRequest.newBuilder(URI.create(uri.getScheme() + "://" + uri.getAuthority() + DOCUMENT));
        var who = new StringBuilder(uri.getAuthority());
        for (var name : WHO) {
            request.headers().firstValue(name).ifPresent(value -> {
                asking.header(name, value);
                who.append(' ').append(value);
            });
        }
        var known = documents.get(who.toString());
        if (known != null) {
            return Optional.of(known);
        }
        var answer = http.send(asking.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401, 403, 503);
            return Optional.empty();
        }
        var document = Json.parse(answer.body()).asObject();
        documents.put(who.toString(), document);
        return Optional.of(document);
    }

    /** What is wrong with what a receiver was sent, by the document's webhook of that name. */
    public List<String> problemsOfWebhook(Json.Obj document, String name, String body) {
        return document.get("webhooks")
                .flatMap(it -> it.get(name))
                .flatMap(it -> it.get("post"))
                .flatMap(it -> it.get("requestBody"))
                .flatMap(it -> it.get("content"))
                .flatMap(it -> it.get("application/json"))
                .flatMap(it -> it.get("schema"))
                .map(schema -> violations(document, schema, body))
                .orElse(List.of("no webhook " + name + " is described"));
    }

    private List<String> problems(Json.Obj document, HttpRequest request, ApiClient.Answer answer) {
        var operation = operation(document, request);
        if (operation.isEmpty()) {
            return NOTHING_THERE.contains(answer.status()) ? List.of() : List.of("no operation is described");
        }
        var problems = new ArrayList<String>();
        var response = operation.get().get("responses").flatMap(it -> it.get(Integer.toString(answer.status())));
        if (answer.status() == 405) {
            return List.of();
        }
        if (response.isEmpty()) {
            return List.of("the status is not described");
        }
        var type = answer.header("Content-Type").split(";", 2)[0].strip();
        var content = response.get().get("content").flatMap(it -> it.get(type));
        if (content.isEmpty()) {
            return List.of("the content type " + type + " is not described");
        }
        if (type.equals("text/event-stream")) {
            problems.addAll(events(document, content.get(), answer.text()));
        } else {
            problems.addAll(violations(document, content.get().get("schema").orElseThrow(), answer.text()));
        }
        problems.addAll(missingHeaders(response.get(), answer));
        if (answer.status() < 300) {
            problems.addAll(body(document, operation.get(), request));
        }
        return problems;
    }

    private static List<String> missingHeaders(Json response, ApiClient.Answer answer) {
        return response.get("headers").map(Json::asObject).orElse(Json.object()).members().entrySet().stream()
                .filter(header -> header.getValue().get("required").equals(Optional.of(Json.bool(true))))
                .map(Map.Entry::getKey)
                .filter(name -> answer.header(name).isEmpty())
                .map(name -> "the header " + name + " is missing")
                .toList();
    }

    private List<String> body(Json.Obj document, Json operation, HttpRequest request) {
        var schema = operation
                .get("requestBody")
                .flatMap(it -> it.get("content"))
                .flatMap(it -> it.get("application/json"))
                .flatMap(it -> it.get("schema"));
        var text = request.bodyPublisher().map(Described::text).orElse("");
        if (text.isEmpty()) {
            return List.of();
        }
        return schema.map(it -> violations(document, it, text).stream()
                        .map(problem -> "of the request: " + problem)
                        .toList())
                .orElse(List.of());
    }

    private List<String> events(Json.Obj document, Json content, String text) {
        var problems = new ArrayList<String>();
        var lines = eventLines(document, content, problems);
        text.lines().forEach(lines);
        return problems;
    }

    /** Looks at the lines of a stream as they come, and throws at the first event that is not as described. */
    Consumer<String> events(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        var document = document(http, request);
        var content = document.flatMap(it -> operation(it, request))
                .flatMap(it -> it.get("responses"))
                .flatMap(it -> it.get("200"))
                .flatMap(it -> it.get("content"))
                .flatMap(it -> it.get("text/event-stream"));
        if (content.isEmpty()) {
            return line -> {};
        }
        var problems = new ArrayList<String>();
        var lines = eventLines(document.orElseThrow(), content.get(), problems);
        return line -> {
            lines.accept(line);
            assertThat(problems).as("%s sent %s", request.uri(), line).isEmpty();
        };
    }

    private Consumer<String> eventLines(Json.Obj document, Json content, List<String> problems) {
        var name = new AtomicReference<>("message");
        return line -> {
            if (line.startsWith("event: ")) {
                name.set(line.substring("event: ".length()));
            } else if (line.startsWith("data: ") && !line.equals("data: [DONE]")) {
                var event = name.getAndSet("message");
                var schema = content.get("x-events").flatMap(it -> it.get(event));
                problems.addAll(schema.map(it -> violations(document, it, line.substring("data: ".length())))
                        .orElse(List.of("the event " + event + " is not described")));
            }
        };
    }

    private List<String> violations(Json.Obj document, Json schema, String text) {
        try {
            // what it refers to stands in the document
            var whole = schema.asObject()
                    .with("components", document.get("components").orElseThrow());
            return schemas.computeIfAbsent(whole, it -> JsonSchema.of(whole)).validate(Json.parse(text)).stream()
                    .map(JsonSchema.Violation::toString)
                    .toList();
        } catch (JsonException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** A path without parameters goes before one with. */
    private static Optional<Json> operation(Json.Obj document, HttpRequest request) {
        var method = request.method().toLowerCase(java.util.Locale.ROOT);
        var path = request.uri().getPath();
        return document.get("paths").orElseThrow().asObject().members().entrySet().stream()
                .filter(it -> path.matches(it.getKey().replace(".", "\\.").replaceAll("\\{[a-z]+}", "[^/]+")))
                .filter(it -> it.getValue().get(method).isPresent())
                .sorted(java.util.Comparator.comparing(it -> it.getKey().indexOf('{') >= 0))
                .findFirst()
                .flatMap(it -> it.getValue().get(method));
    }

    private static String text(HttpRequest.BodyPublisher publisher) {
        var text = new StringBuilder();
        var ended = new CompletableFuture<String>();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                text.append(StandardCharsets.UTF_8.decode(bytes));
            }

            @Override
            public void onError(Throwable problem) {
                ended.completeExceptionally(problem);
            }

            @Override
            public void onComplete() {
                ended.complete(text.toString());
            }
        });
        return ended.join();
    }
}
