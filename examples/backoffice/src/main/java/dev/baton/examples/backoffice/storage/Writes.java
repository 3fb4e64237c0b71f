package dev.baton.examples.backoffice.storage;

import dev.baton.examples.backoffice.http.Problem;
import dev.baton.examples.backoffice.http.Resources;
import dev.baton.examples.backoffice.http.Response;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The writes of one service. In one transaction: the change itself, the note that it was executed, and the answer kept
 * under the caller's key. So either all of it happened or none, whenever the process dies.
 */
public final class Writes {
    private static final String SCHEMA =
            new String(Resources.bytes(Writes.class, "writes.sql"), StandardCharsets.UTF_8);

    private final Database database;
    private final Consumer<String> log;

    /**
     * @param database the service's database, with the tables of {@link #createTables(Session, Class)}
     * @param log told one line per executed write, once it is committed
     */
    public Writes(Database database, Consumer<String> log) {
        this.database = database;
        this.log = log;
    }

    /** Makes a service's own tables, from {@code schema.sql} beside the given class, and those of its writes. */
    public static void createTables(Session session, Class<?> beside) throws SQLException {
        session.script(new String(Resources.bytes(beside, "schema.sql"), StandardCharsets.UTF_8));
        session.script(SCHEMA);
    }

    /**
     * Decides a write once per key: the same key with the same input gets the first answer again, refusals included,
     * and the same key with another input gets 422.
     */
    public Response perform(WriteRequest request, Work<Outcome> decide) {
        Decided decided = database.transaction(session -> {
            Optional<Kept> earlier = earlier(session, request);
            return earlier.isPresent()
                    ? new Decided(again(request, earlier.get()), Optional.empty())
                    : decide(session, request, decide);
        });
        decided.executed().ifPresent(id -> log.accept(request.at() + " " + request.operation() + " " + id));
        return decided.response();
    }

    /** Every executed write, oldest first. */
    public List<Effect> effects() {
        return database.transaction(session -> session.list(
                "SELECT * FROM effect ORDER BY number",
                row -> new Effect(
                        row.text("operation"),
                        row.text("record_id"),
                        row.optionalText("idempotency_key"),
                        row.optionalText("reference"),
                        row.instant("at"))));
    }

    /** The answer, and the record that was made or changed now, if one was. */
    private record Decided(Response response, Optional<String> executed) {}

    private record Kept(String fingerprint, int status, String mediaType, String body) {
        Response response() {
            return Response.of(status, mediaType, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Optional<Kept> earlier(Session session, WriteRequest request) throws SQLException {
        if (request.key().isEmpty()) {
            return Optional.empty();
        }
        return session.first(
                "SELECT * FROM idempotency WHERE operation = ? AND idempotency_key = ?",
                row -> new Kept(
                        row.text("fingerprint"), row.smallNumber("status"), row.text("media_type"), row.text("body")),
                request.operation(),
                request.key());
    }

    private static Response again(WriteRequest request, Kept earlier) {
        if (earlier.fingerprint().equals(request.fingerprint())) {
            return earlier.response().with("Idempotency-Replayed", "true");
        }
        String detail = "The Idempotency-Key was already used for " + request.operation()
                + " with other input; nothing was done. Use a new key for a new request.";
        return Problem.of(422, "idempotency-key-reused", detail).response();
    }

    private static Decided decide(Session session, WriteRequest request, Work<Outcome> decide) throws SQLException {
        Decided decided = switch (decide.in(session)) {
            case Outcome.Done done -> {
                note(session, request, done);
                yield new Decided(Response.json(done.status(), done.record()), Optional.of(done.id()));
            }
            case Outcome.Refused(Problem problem) -> new Decided(problem.response(), Optional.empty());
        };
        keep(session, request, decided.response());
        return decided;
    }

    private static void note(Session session, WriteRequest request, Outcome.Done done) throws SQLException {
        session.change(
                "INSERT INTO effect (operation, record_id, idempotency_key, reference, at) VALUES (?, ?, ?, ?, ?)",
                request.operation(),
                done.id(),
                request.key(),
                request.reference(),
                request.at());
    }

    private static void keep(Session session, WriteRequest request, Response response) throws SQLException {
        if (request.key().isEmpty()) {
            return;
        }
        session.change(
                "INSERT INTO idempotency (operation, idempotency_key, fingerprint, status, media_type, body, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                request.operation(),
                request.key(),
                request.fingerprint(),
                response.status(),
                Optional.ofNullable(response.headers().get("Content-Type")),
                new String(response.body(), StandardCharsets.UTF_8),
                request.at());
    }
}
