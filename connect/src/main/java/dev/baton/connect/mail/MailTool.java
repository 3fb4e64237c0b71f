package dev.baton.connect.mail;

import dev.baton.connect.source.CheckedTool;
import dev.baton.connect.source.Words;
import dev.baton.expression.EvaluationException;
import dev.baton.json.Json;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import dev.baton.tool.ToolSpec;
import jakarta.mail.MessagingException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Sends one message for each call. Its Message-ID is made of the effect id, so that a person can look it up, but servers
 * do not drop what they have seen: a message whose answer was lost is never sent again by itself.
 *
 * @param trouble told why the server could not be reached, or that it could
 */
record MailTool(
        ToolSpec spec,
        MessageTemplate template,
        MailServer server,
        ExecutorService threads,
        InstantSource clock,
        Consumer<Optional<String>> trouble)
        implements CheckedTool.Calling {

    @Override
    public ToolResult call(ToolCall call) throws InterruptedException {
        try {
            var session = server.session(call.timeout());
            var effect = call.key().orElseGet(() -> UUID.randomUUID().toString());
            var message = Message.of(session, template.filled(call.args()), effect, clock.instant());
            return sent(message, server.delivery(session), call);
        } catch (EvaluationException | IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        } catch (MessagingException e) {
            return refused("the message cannot be written");
        }
    }

    private ToolResult refused(String reason) {
        return new ToolResult.Refused(
                Refusal.INVALID, Words.plain(spec.name() + " was not called: " + reason, Words.LONGEST_REASON));
    }

    private ToolResult sent(Message message, Delivery delivery, ToolCall call) throws InterruptedException {
        var objection = server.objection();
        if (objection.isPresent()) {
            return new ToolResult.Refused(Refusal.FORBIDDEN, spec.name() + ": " + objection.get());
        }
        try {
            var running = threads.submit(() -> delivered(message, delivery));
            try {
                return running.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                // interrupts the thread, which closes its socket
                running.cancel(true);
            }
        } catch (TimeoutException e) {
            return late(delivery, call);
        } catch (InterruptedException e) {
            delivery.givesUp();
            throw e;
        } catch (RejectedExecutionException e) {
            return new ToolResult.Unavailable(spec.name() + ": the connection is closed", Optional.empty());
        } catch (ExecutionException e) {
            throw new IllegalStateException(spec.name() + " failed", e.getCause());
        }
    }

    private ToolResult late(Delivery delivery, ToolCall call) {
        var reason = "the mail server " + server + " did not answer within "
                + call.timeout().toMillis() + " ms";
        if (!delivery.givesUp()) {
            return new ToolResult.Unknown(spec.name() + ": the message was sent, and " + reason);
        }
        trouble.accept(Optional.of(reason));
        return new ToolResult.Unavailable(spec.name() + ": " + reason + "; nothing was sent", Optional.empty());
    }

    private ToolResult delivered(Message message, Delivery delivery) {
        try {
            delivery.connect();
            trouble.accept(Optional.empty());
            delivery.sendMessage(message, message.getAllRecipients());
            return done(message);
        } catch (MessagingException e) {
            if (!delivery.isConnected() && !delivery.mayBeTaken()) {
                trouble.accept(Optional.of(SmtpFailure.reason(e, server)));
            }
            return new SmtpFailure(spec.name(), server).of(e, delivery);
        } finally {
            close(delivery);
        }
    }

    private static ToolResult done(Message message) throws MessagingException {
        return new ToolResult.Done(Json.object("id", Json.text(message.id()))
                .with("recipients", Json.number(message.getAllRecipients().length)));
    }

    /** What the server says to goodbye changes nothing. */
    private static void close(Delivery delivery) {
        try {
            delivery.close();
        } catch (MessagingException e) {
            // the message is judged already
        }
    }
}
