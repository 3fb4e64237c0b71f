package dev.baton.connect.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.baton.connect.Given;
import dev.baton.connect.http.TestCertificate;
import dev.baton.json.Json;
import dev.baton.tool.Auth;
import dev.baton.tool.Idempotency;
import dev.baton.tool.ToolResult;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages over real SMTP. */
@Timeout(60)
class SendingTest {
    @TempDir
    private Path folder = Path.of("");

    private static ToolResult sent(Given connection, String args) throws InterruptedException {
        try (var connections = connection.opened()) {
            return Given.found(connections, "welcome").call(Given.call(args));
        }
    }

    private static String args(Object to, String name) {
        return Json.object(
                        "to",
                        to instanceof List<?> list
                                ? Json.array(list.stream()
                                        .map(it -> Json.text((String) it))
                                        .toList())
                                : Json.text((String) to))
                .with("name", name)
                .write();
    }

    private static GreenMail greenMail(String protocol) {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        return server;
    }

    @Test
    void aMessageArrivesAsItIsWritten() throws Exception {
        var server = greenMail(ServerSetup.PROTOCOL_SMTP);
        try {
            var url = "smtp://127.0.0.1:" + server.getSmtp().getPort();
            var result = sent(
                    Letters.connection(url),
                    "{\"to\": \"Ada <ada@staff.example>\", \"name\": \"Zoë <b>\", \"copies\": [\"boss@staff.example\"]}");
            assertThat(result)
                    .isEqualTo(
                            new ToolResult.Done(Json.parse("{\"id\": \"<eff-1@shop.example>\", \"recipients\": 2}")));
            assertThat(server.getReceivedMessages()).hasSize(2);
            var message = server.getReceivedMessages()[0];
            assertThat(message.getMessageID()).isEqualTo("<eff-1@shop.example>");
            assertThat(message.getSubject()).isEqualTo("Welcome, Zoë <b>");
            assertThat(Arrays.toString(message.getFrom())).contains("The shop <service@shop.example>");
            assertThat(Arrays.toString(message.getReplyTo())).contains("help@shop.example");
            assertThat(Arrays.toString(message.getRecipients(RecipientType.CC))).contains("boss@staff.example");
            var bodies = (MimeMultipart) message.getContent();
            assertThat(bodies.getBodyPart(0).getContent().toString()).contains("Hello Zoë <b>,");
            assertThat(bodies.getBodyPart(1).getContent().toString()).contains("<b>Zoë &lt;b&gt;</b>");
        } finally {
            server.stop();
        }
    }

    @Test
    void userAndPasswordAreGivenOverTls_toAServerWhoseCertificateTheFileTrusts() throws Exception {
        var certificate = TestCertificate.in(folder);
        System.setProperty("greenmail.tls.keystore.file", certificate.keys().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        System.setProperty("greenmail.tls.key.password", TestCertificate.PASSWORD);
        var server = greenMail(ServerSetup.PROTOCOL_SMTPS);
        try {
            server.setUser("baton", "hunter2");
            var connection = Letters.connection(
                            "smtps://127.0.0.1:" + server.getSmtps().getPort())
                    .options(Letters.trusting(certificate.pem()));
            assertThat(sent(connection.auth(new Auth.Basic("baton", "hunter2")), args("ada@staff.example", "Ada")))
                    .isInstanceOf(ToolResult.Done.class);
            assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0])).contains("Hello Ada");
            try (var wrong = connection.auth(new Auth.Basic("baton", "letmein")).opened()) {
                assertThat(wrong.status().getFirst().reason().orElseThrow())
                        .contains("did not accept user and password")
                        .doesNotContain("letmein");
            }
            try (var unknown = Letters.connection(
                            "smtps://127.0.0.1:" + server.getSmtps().getPort())
                    .opened()) {
                assertThat(unknown.status().getFirst().reason().orElseThrow()).contains("certificate is not trusted");
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void withoutTls_noPasswordIsSent() throws Exception {
        try (var server = new FakeMailServer(Optional.empty());
                var connections = Letters.connection(server.url())
                        .auth(new Auth.Basic("baton", "hunter2"))
                        .opened()) {
            assertThat(connections.status().getFirst().reason().orElseThrow()).contains("STARTTLS");
            assertThat(server.commands()).noneMatch(command -> command.startsWith("AUTH"));
            assertThat(server.passwords()).isEmpty();
        }
    }

    @Test
    void withStartTls_thePasswordIsSentEncrypted() throws Exception {
        var certificate = TestCertificate.in(folder);
        try (var server = new FakeMailServer(Optional.of(certificate.context()))) {
            var connection = Letters.connection(server.url())
                    .auth(new Auth.Basic("baton", "hunter2"))
                    .options(Letters.trusting(certificate.pem()));
            assertThat(sent(connection, args("ada@staff.example", "Ada"))).isInstanceOf(ToolResult.Done.class);
            assertThat(server.passwords())
                    .allMatch("baton\0baton\0hunter2"::equals)
                    .isNotEmpty();
            assertThat(server.taken()).singleElement().asString().contains("To: ada@staff.example");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@staff.example, eve@evil.example",
                "ada@staff.example\r\nBcc: eve@evil.example",
                "ada@staff.example\nBcc: eve@evil.example",
                "list: ada@staff.example, eve@evil.example;",
                "ada",
                "",
                "@staff.example",
                "ada@staff.example>RCPT TO:<eve@evil.example",
                "ädä@staff.example",
                "ada@staff example"
            })
    void whatIsNotOneAddress_goesToNobody(String to) throws Exception {
        try (var server = new FakeMailServer(Optional.empty())) {
            assertThat(sent(Letters.connection(server.url()), args(to, "Ada")))
                    .isInstanceOfSatisfying(
                            ToolResult.Refused.class,
                            refused -> assertThat(refused.reason()).contains("was not called"));
            assertThat(server.taken()).isEmpty();
            assertThat(server.commands()).noneMatch(command -> command.startsWith("RCPT"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada\r\nBcc: eve@evil.example", "Ada\nX: y", "Ada\rX: y", "Ada\u0007", "Ada\u0085X"})
    void aValueAddsNoHeader(String name) throws Exception {
        try (var server = new FakeMailServer(Optional.empty())) {
            assertThat(sent(Letters.connection(server.url()), args("ada@staff.example", name)))
                    .isInstanceOf(ToolResult.Refused.class);
            assertThat(server.taken()).isEmpty();
        }
    }

    @Test
    void aValueInTheTextStaysText_evenALineWithADot() throws Exception {
        var server = greenMail(ServerSetup.PROTOCOL_SMTP);
        try {
            var url = "smtp://127.0.0.1:" + server.getSmtp().getPort();
            var connection = Given.connection(url).type("mail").tool("welcome", text("${args.name}"));
            assertThat(sent(connection, args("ada@staff.example", "one\n.\nRCPT TO:<eve@evil.example>\n\nBcc: x@y")))
                    .isInstanceOf(ToolResult.Done.class);
            assertThat(server.getReceivedMessages()).hasSize(1);
            var message = server.getReceivedMessages()[0];
            assertThat(message.getAllRecipients()).hasSize(1);
            assertThat(message.getContent().toString()).contains("one\r\n.\r\nRCPT TO:<eve@evil.example>");
        } finally {
            server.stop();
        }
    }

    private static dev.baton.tool.ConnectionDefinition.ToolDeclaration text(String text) {
        var welcome = Letters.welcome();
        return Given.declared(
                new dev.baton.tool.Operation.Mail(
                        welcome.from(),
                        welcome.recipients(),
                        Optional.empty(),
                        "Hello",
                        Optional.of(text),
                        Optional.empty(),
                        welcome.args()),
                dev.baton.tool.Access.WRITE,
                Optional.empty());
    }

    @Test
    void oneRefusedRecipient_andItGoesToNobody() throws Exception {
        try (var server = new FakeMailServer(Optional.empty()).on("RCPT TO:<GONE@", "550 no such mailbox")) {
            assertThat(sent(
                            Letters.connection(server.url()),
                            args(List.of("ada@staff.example", "gone@staff.example"), "Ada")))
                    .isInstanceOfSatisfying(
                            ToolResult.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .contains("sent to nobody", "gone@staff.example", "no such mailbox"));
            assertThat(server.taken()).isEmpty();
        }
    }

    @Test
    void whatTheServerPutsOff_mayBeTriedAgain() throws Exception {
        for (var command : List.of("RCPT", "MAIL", "DATA", ".")) {
            try (var server = new FakeMailServer(Optional.empty()).on(command, "451 try later")) {
                assertThat(sent(Letters.connection(server.url()), args("ada@staff.example", "Ada")))
                        .as(command)
                        .isInstanceOf(ToolResult.Unavailable.class);
                assertThat(server.taken()).isEmpty();
            }
        }
    }

    @Test
    void whatTheServerRefusesAtTheEnd_wasNotSent() throws Exception {
        try (var server = new FakeMailServer(Optional.empty()).on(".", "554 looks like spam")) {
            assertThat(sent(Letters.connection(server.url()), args("ada@staff.example", "Ada")))
                    .isInstanceOf(ToolResult.Refused.class);
        }
    }

    @Test
    void aConversationThatBreaksBeforeTheEnd_sentNothing() throws Exception {
        for (var command : List.of("MAIL", "RCPT", "DATA")) {
            for (var trouble : List.of(FakeMailServer.CLOSES, FakeMailServer.SAYS_NOTHING)) {
                try (var server = new FakeMailServer(Optional.empty()).on(command, trouble);
                        var connections = Letters.connection(server.url()).opened()) {
                    var call = Given.call(args("ada@staff.example", "Ada"), Duration.ofMillis(700));
                    assertThat(Given.found(connections, "welcome").call(call))
                            .as(command + " " + trouble)
                            .isInstanceOf(ToolResult.Unavailable.class);
                    assertThat(server.taken()).isEmpty();
                }
            }
        }
    }

    @Test
    void nothingIsClaimedOfSendingTwice() throws Exception {
        try (var server = new FakeMailServer(Optional.empty());
                var connections = Letters.connection(server.url()).opened()) {
            assertThat(Given.found(connections, "welcome").spec().idempotency()).isInstanceOf(Idempotency.None.class);
        }
    }
}
