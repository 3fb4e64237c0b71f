package dev.baton.connect.mail;

import dev.baton.connect.source.CheckedTool;
import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.Declared;
import dev.baton.connect.source.LoadedTools;
import dev.baton.connect.source.ToolSource;
import dev.baton.json.Json;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.Operation;
import dev.baton.tool.Tool;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A connection of type {@code mail}. It is up when its server lets Baton in. */
public final class MailSource implements ToolSource {
    private static final Json.Obj ANSWER = Json.parse("""
            {"type": "object", "required": ["id", "recipients"],
             "properties": {"id": {"type": "string", "description": "The Message-ID"}, "recipients": {"type": "integer"}}}
            """).asObject();

    private final ConnectionDefinition definition;
    private final UnaryOperator<String> texts;
    private final Path folder;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Optional<String> trouble = Optional.empty();

    /** @param folder where the path of a trust file begins */
    public MailSource(ConnectionDefinition definition, UnaryOperator<String> texts, Path folder, InstantSource clock) {
        this.definition = definition;
        this.texts = texts;
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public LoadedTools load() throws ConnectionException {
        var server = MailServer.of(definition, texts, folder);
        var objection = server.objection();
        if (objection.isPresent()) {
            throw new ConnectionException(objection.get());
        }
        try (var delivery = server.delivery(server.session(definition.timeout()))) {
            delivery.connect();
            trouble = Optional.empty();
        } catch (MessagingException e) {
            throw new ConnectionException(SmtpFailure.reason(e, server));
        }
        return Declared.each(definition, declared -> tool(declared, server));
    }

    private Tool tool(Declared declared, MailServer server) throws ConnectionException {
        if (!(declared.declaration().operation() instanceof Operation.Mail mail)) {
            throw new ConnectionException("a tool of a connection of type mail has a 'mail'");
        }
        if (declared.keyName().isPresent()) {
            throw new ConnectionException("mail servers take no idempotency key; leave 'idempotency' out, or say how"
                    + " it can be looked up");
        }
        var spec = declared.spec(Access.WRITE, "Sends the mail: " + mail.subject(), mail.args(), ANSWER);
        var calling = new MailTool(spec, MessageTemplate.of(mail), server, threads, clock, told -> trouble = told);
        return CheckedTool.of(spec, mail.args(), Json.object(), calling);
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    @Override
    public String toString() {
        return "mail connection " + definition.name();
    }
}
