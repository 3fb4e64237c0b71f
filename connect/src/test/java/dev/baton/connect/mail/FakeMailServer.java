package dev.baton.connect.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A server that speaks SMTP on loopback as it is told: with STARTTLS and a login, and with troubles at any command. */
final class FakeMailServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Optional<SSLContext> tls;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> passwords = new CopyOnWriteArrayList<>();
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);

    /** What is answered to a command instead of the usual. */
    static final String CLOSES = "closes";

    static final String SAYS_NOTHING = "says nothing";

    FakeMailServer(Optional<SSLContext> tls) {
        this.tls = tls;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "smtp://127.0.0.1:" + listening.getLocalPort();
    }

    /** From now on: a command as the client says it, in capitals, or the dot at the end of a message. */
    FakeMailServer on(String command, String reply) {
        replies.put(command, reply);
        return this;
    }

    List<String> taken() {
        return List.copyOf(taken);
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    List<String> passwords() {
        return List.copyOf(passwords);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Conversation(socket, false).hold("220 fake ready");
        } catch (IOException e) {
            // the client is gone
        }
    }

    private final class Conversation {
        private final Socket socket;
        private final boolean encrypted;
        private final BufferedReader in;

        Conversation(Socket socket, boolean encrypted) throws IOException {
            this.socket = socket;
            this.encrypted = encrypted;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void hold(String greeting) throws IOException {
            if (!greeting.isEmpty()) {
                say(greeting);
            }
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                var command = line.toUpperCase(Locale.ROOT);
                if (command.equals("STARTTLS") && tls.isPresent()) {
                    say("220 go on");
                    var secure = tls.get().getSocketFactory().createSocket(socket, null, true);
                    new Conversation(secure, true).hold("");
                    return;
                }
                if (!answered(command, line)) {
                    return;
                }
            }
        }

        private boolean answered(String command, String line) throws IOException {
            for (var reply : replies.entrySet()) {
                if (command.startsWith(reply.getKey())) {
                    return given(reply.getValue());
                }
            }
            if (command.startsWith("EHLO")) {
                say("250-fake\r\n"
                        + (tls.isPresent() && !encrypted
                                ? "250-STARTTLS\r\n"
                                : encrypted ? "250-AUTH PLAIN LOGIN\r\n" : "")
                        + "250 8BITMIME");
            } else if (command.startsWith("AUTH PLAIN")) {
                passwords.add(new String(
                        Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length())), StandardCharsets.UTF_8));
                say("235 welcome");
            } else if (command.equals("DATA")) {
                say("354 go on");
                return message();
            } else if (command.equals("QUIT")) {
                say("221 bye");
                return false;
            } else {
                say("250 fine");
            }
            return true;
        }

        private boolean message() throws IOException {
            var text = new StringBuilder();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(".")) {
                    var reply = replies.getOrDefault(".", "250 taken");
                    if (!reply.startsWith("4") && !reply.startsWith("5")) {
                        taken.add(text.toString());
                    }
                    return given(reply);
                }
                text.append(line).append('\n');
            }
            return false;
        }

        private boolean given(String reply) throws IOException {
            if (reply.equals(CLOSES)) {
                return false;
            }
            if (reply.equals(SAYS_NOTHING)) {
                try {
                    over.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return false;
            }
            say(reply);
            return true;
        }

        private void say(String reply) throws IOException {
            socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
