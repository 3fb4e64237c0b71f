package dev.baton.server.http;

import dev.baton.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;

/** A stream of server-sent events, written by the request's own virtual thread. */
public final class Events {
    private final OutputStream out;

    private Events(OutputStream out) {
        this.out = out;
    }

    public static Events begin(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "no-store");
        // a proxy that buffers would hold events back
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
        return new Events(response.getOutputStream());
    }

    /** Whether these media types ask for events. */
    public static boolean wanted(List<MediaType> accepted) {
        return accepted.stream().anyMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype);
    }

    public void send(String event, Json data) throws IOException {
        write("event: " + event + "\ndata: " + data.write() + "\n\n");
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
