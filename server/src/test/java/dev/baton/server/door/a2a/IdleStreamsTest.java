package dev.baton.server.door.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.json.Json;
import dev.baton.server.FakeServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A thousand clients that listen to a task that waits are nothing special. */
class IdleStreamsTest {
    private static final int STREAMS = 1000;

    @Test
    void givenAThousandIdleStreams_thenOthersAreServed_andAllHearTheEnd() throws IOException {
        try (var server = new FakeServer()) {
            var calls = new A2aCalls(server.client.as("omar"));
            var message = A2aCalls.handIn(
                    "damaged-order", FakeServer.about("ORD-100234").get("input").orElseThrow(), "idle-1");
            var sent = calls.call(
                    "SendMessage",
                    Json.object("message", message)
                            .with("configuration", Json.object("returnImmediately", Json.bool(true))));
            var id = A2aCalls.task(sent).textAt("id").orElseThrow();
            var streams = new ArrayList<Socket>();
            try {
                for (var i = 0; i < STREAMS; i++) {
                    streams.add(subscribe(server.port(), id));
                }
                var served = calls.call("GetTask", Json.object("id", Json.text(id)));
                assertThat(A2aCalls.state(A2aCalls.task(served))).isEqualTo("TASK_STATE_SUBMITTED");

                server.platform.work.complete(id);

                for (var stream : streams) {
                    assertThat(rest(stream)).contains("TASK_STATE_COMPLETED");
                }
            } finally {
                for (var stream : streams) {
                    stream.close();
                }
            }
        }
    }

    private static Socket subscribe(int port, String task) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(("GET /a2a/tasks/" + task + ":subscribe HTTP/1.0\r\nHost: localhost\r\nBaton-As: omar\r\n"
                                + "A2A-Version: 1.0\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String rest(Socket socket) throws IOException {
        var text = new StringBuilder();
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }
}
