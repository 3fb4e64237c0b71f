package dev.baton.connect.mail;

import dev.baton.connect.mail.MessageTemplate.Letter;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** A letter as it goes over the wire, with an id that does not change when it is sent again. */
final class Message extends MimeMessage {
    private final String id;

    private Message(Session session, String id) {
        super(session);
        this.id = id;
    }

    /** @param effect what it is sent for; its Message-ID is made of it */
    static Message of(Session session, Letter letter, String effect, Instant now) throws MessagingException {
        var message = new Message(session, id(letter.from(), effect));
        message.setFrom(letter.from());
        message.setRecipients(RecipientType.TO, array(letter.to()));
        message.setRecipients(RecipientType.CC, array(letter.cc()));
        message.setRecipients(RecipientType.BCC, array(letter.bcc()));
        if (letter.replyTo().isPresent()) {
            message.setReplyTo(new Address[] {letter.replyTo().get()});
        }
        message.setSubject(letter.subject(), "UTF-8");
        message.setSentDate(Date.from(now));
        // says to servers that answer by themselves that nobody reads their answers (RFC 3834)
        message.setHeader("Auto-Submitted", "auto-generated");
        message.fill(letter);
        message.saveChanges();
        return message;
    }

    private void fill(Letter letter) throws MessagingException {
        if (letter.html().isEmpty()) {
            setText(letter.text().orElse(""), "UTF-8", "plain");
        } else if (letter.text().isEmpty()) {
            setText(letter.html().get(), "UTF-8", "html");
        } else {
            setContent(new MimeMultipart(
                    "alternative",
                    part(letter.text().get(), "plain"),
                    part(letter.html().get(), "html")));
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        return part;
    }

    private static Address[] array(List<InternetAddress> addresses) {
        return addresses.toArray(Address[]::new);
    }

    private static String id(InternetAddress from, String effect) {
        var address = from.getAddress();
        return "<" + effect.replaceAll("[^A-Za-z0-9._-]", "-") + address.substring(address.lastIndexOf('@')) + ">";
    }

    String id() {
        return id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
