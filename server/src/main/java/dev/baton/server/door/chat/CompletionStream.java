package dev.baton.server.door.chat;

import dev.baton.engine.Conversations;
import dev.baton.json.Json;
import dev.baton.model.ModelReply;
import dev.baton.server.http.Events;
import dev.baton.server.http.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Sends an answer in chunks while it is made. The stream begins with the first piece, so that a refusal before it is an
 * ordinary error. A client that is gone is no reason to end the turn.
 */
final class CompletionStream implements ChatController.Sink, Conversations.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(CompletionStream.class);

    private final Completion completion;
    private final HttpServletResponse response;
    private final StringBuilder sent = new StringBuilder();
    private Optional<Events> events = Optional.empty();
    private boolean gone;

    CompletionStream(Completion completion, HttpServletResponse response) {
        this.completion = completion;
        this.response = response;
    }

    @Override
    public void said(String piece) {
        sent.append(piece);
        send(completion.piece(piece));
    }

    /** What was sent cannot be taken back in this protocol, so the new beginning follows on a line of its own. */
    @Override
    public void again() {
        if (!sent.isEmpty()) {
            sent.setLength(0);
            send(completion.piece("\n\n"));
        }
    }

    @Override
    public void replied(String text) {
        var heard = sent.toString().strip();
        if (text.startsWith(heard) && text.length() > heard.length()) {
            said(text.substring(heard.length()));
        }
    }

    @Override
    public void told(String words) {
        send(completion.piece("\n\n" + words));
    }

    @Override
    public void end(CompletionRequest request, ModelReply.Usage usage, Json.Obj own) {
        send(completion.last(own));
        if (request.includeUsage()) {
            send(completion.usageChunk(usage));
        }
        write(Events::done);
    }

    /** Ends a stream that has begun with an error in the form in which clients look for one. */
    void breakOff(RuntimeException defect) {
        if (events.isEmpty()) {
            throw defect;
        }
        LOG.error("An answer broke off", defect);
        send(ChatErrors.json(ProblemException.of(
                HttpStatus.INTERNAL_SERVER_ERROR, "The answer broke off; send the same messages again.")));
    }

    private void send(Json data) {
        write(stream -> stream.send(data));
    }

    private interface Writing {
        void to(Events events) throws IOException;
    }

    private void write(Writing writing) {
        if (gone) {
            return;
        }
        try {
            if (events.isEmpty()) {
                var begun = Events.begin(response);
                begun.send(completion.first());
                events = Optional.of(begun);
            }
            writing.to(events.get());
        } catch (IOException e) {
            gone = true;
            LOG.debug("Nobody listens to an answer any more; it is finished all the same", e);
        }
    }
}
