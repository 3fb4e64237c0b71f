package dev.baton.connect.mail;

import dev.baton.connect.source.Words;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What it means for a message that sending it failed. */
record SmtpFailure(ToolName tool, MailServer server) {

    ToolResult of(MessagingException failure, Delivery delivery) {
        var links = links(failure);
        var refused = links.stream()
                .filter(SMTPAddressFailedException.class::isInstance)
                .map(SMTPAddressFailedException.class::cast)
                .toList();
        if (!refused.isEmpty()) {
            return aboutRecipients(refused);
        }
        var code = code(links);
        if (code / 100 == 5) {
            return new ToolResult.Refused(Refusal.INVALID, told("the server refused the message: " + words(failure)));
        }
        if (delivery.mayBeTaken() && code / 100 != 4) {
            return new ToolResult.Unknown(told("the message was sent, and no answer came: " + words(failure)));
        }
        return failure instanceof AuthenticationFailedException
                ? new ToolResult.Refused(Refusal.FORBIDDEN, told("the server did not accept user and password"))
                : new ToolResult.Unavailable(told(reason(failure, server)), Optional.empty());
    }

    /** One that is refused is enough: a message goes to all of its recipients or to none. */
    private ToolResult aboutRecipients(List<SMTPAddressFailedException> refused) {
        var reason = told("it was sent to nobody, because the server does not take "
                + refused.stream()
                        .map(each ->
                                each.getAddress() + " (" + Words.plain(String.valueOf(each.getMessage()), 100) + ")")
                        .collect(Collectors.joining(", ")));
        return refused.stream().anyMatch(each -> each.getReturnCode() / 100 == 5)
                ? new ToolResult.Refused(Refusal.INVALID, reason)
                : new ToolResult.Unavailable(reason, Optional.empty());
    }

    private static int code(List<Exception> links) {
        return links.stream()
                .mapToInt(link -> switch (link) {
                    case SMTPSendFailedException failed -> failed.getReturnCode();
                    case SMTPSenderFailedException failed -> failed.getReturnCode();
                    default -> 0;
                })
                .filter(code -> code > 0)
                .findFirst()
                .orElse(0);
    }

    private static List<Exception> links(MessagingException failure) {
        var links = new ArrayList<Exception>();
        Exception link = failure;
        while (link != null && links.size() < 100) {
            links.add(link);
            link = link instanceof MessagingException messaging ? messaging.getNextException() : null;
        }
        return links;
    }

    /** Why no conversation came about, or it ended before the message did. */
    static String reason(MessagingException failure, MailServer server) {
        return links(failure).stream()
                .flatMap(link -> switch (link) {
                    case SSLHandshakeException ignored -> Optional.of("its certificate is not trusted").stream();
                    case SocketTimeoutException ignored -> Optional.of("it did not answer in time").stream();
                    case AuthenticationFailedException ignored ->
                        Optional.of("it did not accept user and password").stream();
                    default -> Optional.<String>empty().stream();
                })
                .findFirst()
                .map(words -> "the mail server " + server + ": " + words)
                .orElseGet(() -> server.hiddenIn("the mail server " + server + ": "
                        + Words.plain(String.valueOf(failure.getMessage()), Words.LONGEST_REASON)));
    }

    private static String words(MessagingException failure) {
        return Words.plain(String.valueOf(failure.getMessage()), Words.LONGEST_REASON);
    }

    private String told(String reason) {
        return tool + ": " + server.hiddenIn(reason);
    }
}
