package dev.baton.server.http;

import dev.baton.event.StoreUnavailableException;
import dev.baton.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;

/** A stream of server-sent events, written by the request's own virtual thread. */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final OutputStream out;

    private Events(OutputStream out) {
        this.out = out;
    }

    /** What is to be streamed. */
    public interface Source {
        void writeTo(Events events) throws IOException, InterruptedException;
    }

    /** Streams until the source is done, the other side has gone, or the server ends; then a follower asks again. */
    public static void stream(HttpServletResponse response, Source source) {
        try {
            source.writeTo(begin(response));
        } catch (IOException | StoreUnavailableException e) {
            LOG.debug("A stream of events broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // the answer has begun, so there is no other way left to tell
            LOG.error("A stream of events broke off because of a defect", e);
        }
    }

    /** Begins a stream, for one who answers for its end. */
    public static Events begin(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "no-store");
        // a proxy that buffers would hold events back
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
        return new Events(response.getOutputStream());
    }

    public void send(String event, Json data) throws IOException {
        write("event: " + event + "\ndata: " + data.write() + "\n\n");
    }

    /** An event with neither a name nor an id. */
    public void send(Json data) throws IOException {
        write("data: " + data.write() + "\n\n");
    }

    /** The event by which OpenAI's API ends its streams. */
    public void done() throws IOException {
        write("data: [DONE]\n\n");
    }

    /** An event without a name, which a browser gives to {@code onmessage}, with the id to go on from. */
    public void send(long id, Json data) throws IOException {
        write("id: " + id + "\ndata: " + data.write() + "\n\n");
    }

    /** A comment: shows that the connection lives, and finds out when the other side has gone. */
    public void heartbeat() throws IOException {
        write(": still here\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
