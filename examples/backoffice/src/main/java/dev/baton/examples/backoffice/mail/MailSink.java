package dev.baton.examples.backoffice.mail;

import dev.baton.examples.backoffice.http.Response;
import dev.baton.examples.backoffice.http.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes mail by SMTP (RFC 5321) on loopback, keeps the last messages in memory, and shows them. */
public final class MailSink implements AutoCloseable {
    private static final int KEPT = 200;
    private static final int LONGEST_MESSAGE = 1 << 20;
    private static final int PATIENCE_MILLIS = 60_000;

    private final ServerSocket socket;
    private final Deque<Message> messages = new ArrayDeque<>();

    /** A message with its envelope. */
    public record Message(String from, List<String> to, String text) {}

    private MailSink(ServerSocket socket) {
        this.socket = socket;
    }

    /**
     * @param port 0 for any free one
     * @throws UncheckedIOException when the port is taken
     */
    public static MailSink start(int port) {
        try {
            MailSink sink = new MailSink(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("mail").start(sink::accept);
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take mail on port " + port + ": " + e.getMessage(), e);
        }
    }

    /** Where it takes mail, as in {@code smtp://127.0.0.1:2525}. */
    public String url() {
        return "smtp://127.0.0.1:" + socket.getLocalPort();
    }

    public List<Route> routes() {
        return List.of(Route.control("listMail", "GET", "/mail/messages", request -> Response.json(200, messages())));
    }

    private synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    private synchronized void keep(Message message) {
        messages.addLast(message);
        if (messages.size() > KEPT) {
            messages.removeFirst();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().name("mail client").start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(PATIENCE_MILLIS);
            new Conversation(client).hold();
        } catch (IOException e) {
            // the client went away; what it did not finish is not kept
        }
    }

    /** One client's commands, in order. */
    private final class Conversation {
        private final Socket client;
        private final BufferedReader in;
        private Optional<String> from = Optional.empty();
        private final List<String> to = new ArrayList<>();

        Conversation(Socket client) throws IOException {
            this.client = client;
            this.in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        }

        void hold() throws IOException {
            say("220 back office");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.toUpperCase(Locale.ROOT).startsWith("QUIT")) {
                    say("221 bye");
                    return;
                }
                say(answer(line));
            }
        }

        private String answer(String line) throws IOException {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("EHLO") || command.startsWith("HELO")) {
                return "250 back office";
            }
            if (command.startsWith("MAIL FROM:")) {
                reset();
                from = Optional.of(address(line));
                return "250 fine";
            }
            if (command.startsWith("RCPT TO:")) {
                if (from.isEmpty()) {
                    return "503 MAIL comes first";
                }
                to.add(address(line));
                return "250 fine";
            }
            return switch (command) {
                case "DATA" -> to.isEmpty() ? "503 RCPT comes first" : taken();
                case "RSET" -> {
                    reset();
                    yield "250 fine";
                }
                case "NOOP" -> "250 fine";
                default -> "502 not known here";
            };
        }

        private String taken() throws IOException {
            say("354 end with a dot alone on a line");
            StringBuilder text = new StringBuilder();
            boolean tooLong = false;
            for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    throw new IOException("the message has no end");
                }
                tooLong |= text.length() + line.length() > LONGEST_MESSAGE;
                if (!tooLong) {
                    text.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
                }
            }
            Message message = new Message(from.orElse(""), List.copyOf(to), text.toString());
            reset();
            if (tooLong) {
                return "552 too long";
            }
            keep(message);
            return "250 taken";
        }

        private void reset() {
            from = Optional.empty();
            to.clear();
        }

        private void say(String reply) throws IOException {
            client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
        }

        private static String address(String line) {
            int start = line.indexOf('<');
            int end = line.indexOf('>', start + 1);
            return start < 0 || end < 0
                    ? line.substring(line.indexOf(':') + 1).strip()
                    : line.substring(start + 1, end);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
