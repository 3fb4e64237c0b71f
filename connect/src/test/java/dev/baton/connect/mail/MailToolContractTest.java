package dev.baton.connect.mail;

import dev.baton.connect.Connections;
import dev.baton.connect.http.TestCertificate;
import dev.baton.json.Json;
import dev.baton.testkit.tool.ToolCase;
import dev.baton.testkit.tool.ToolContract;
import dev.baton.testkit.tool.Trouble;
import dev.baton.tool.Auth;
import dev.baton.tool.ToolName;
import dev.baton.tool.Toolbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Over STARTTLS and with a login. */
class MailToolContractTest extends ToolContract {
    private static final String SECRET = "hunter2-mail";

    @TempDir
    private static Path folder = Path.of("");

    private static Optional<TestCertificate> certificate = Optional.empty();

    @BeforeAll
    static void makeACertificate() throws Exception {
        certificate = Optional.of(TestCertificate.in(folder));
    }

    @Override
    protected ToolCase open() throws Exception {
        var server = new FakeMailServer(Optional.of(certificate.orElseThrow().context()));
        var connections = Letters.connection(server.url())
                .auth(new Auth.Basic("baton", "${secret.MAIL}"))
                .texts(text -> text.replace("${secret.MAIL}", SECRET))
                .options(Letters.trusting(certificate.orElseThrow().pem()))
                .opened();
        return new MailCase(server, connections);
    }

    private record MailCase(FakeMailServer server, Connections connections) implements ToolCase {
        @Override
        public Toolbox tools() {
            return connections;
        }

        @Override
        public Optional<ToolName> read() {
            return Optional.empty();
        }

        @Override
        public Json.Obj readArgs() {
            return Json.object();
        }

        @Override
        public ToolName write() {
            return new ToolName("shop", "welcome");
        }

        @Override
        public Json.Obj writeArgs() {
            return Json.object("to", Json.text("ada@staff.example")).with("name", "Ada");
        }

        @Override
        public Json.Obj wrongArgs() {
            return writeArgs().with("name", Json.number(7));
        }

        @Override
        public List<String> effects() {
            return server.taken();
        }

        @Override
        public boolean keyed() {
            return false;
        }

        @Override
        public Optional<String> secret() {
            return Optional.of(SECRET);
        }

        @Override
        public Set<Trouble> shows() {
            return Set.of(
                    Trouble.REFUSES,
                    Trouble.IS_GONE,
                    Trouble.CUTS_ANSWERS,
                    Trouble.NEVER_ANSWERS,
                    Trouble.REPEATS_SECRETS);
        }

        @Override
        public void begin(Trouble trouble) {
            switch (trouble) {
                case REFUSES -> server.on("RCPT", "550 no such mailbox");
                case IS_GONE -> server.close();
                case CUTS_ANSWERS -> server.on(".", FakeMailServer.CLOSES);
                case NEVER_ANSWERS -> server.on(".", FakeMailServer.SAYS_NOTHING);
                case REPEATS_SECRETS -> server.on("MAIL", "550 " + SECRET + " may not send");
                case ANSWERS_TOO_MUCH, ANSWERS_NONSENSE ->
                    throw new IllegalArgumentException("a mail server does not show " + trouble);
            }
        }

        @Override
        public void close() {
            connections.close();
            server.close();
        }
    }
}
