package dev.baton.connect.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One conversation with a server, which knows whether the message may have been taken. A server takes it when the dot at
 * its end arrives (RFC 5321, section 4.1.1.4), not before.
 */
final class Delivery extends SMTPTransport {
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.BEFORE_THE_END);

    private enum Stage {
        BEFORE_THE_END,
        END_SENT,
        GIVEN_UP
    }

    Delivery(Session session, URLName address, boolean tls) {
        super(session, address, tls ? "smtps" : "smtp", tls);
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        if (!stage.compareAndSet(Stage.BEFORE_THE_END, Stage.END_SENT)) {
            throw new IOException("the message was given up");
        }
        super.finishData();
    }

    /** True when the message cannot have been taken, and now never will be. */
    boolean givesUp() {
        return stage.compareAndSet(Stage.BEFORE_THE_END, Stage.GIVEN_UP) || stage.get() == Stage.GIVEN_UP;
    }

    boolean mayBeTaken() {
        return stage.get() == Stage.END_SENT;
    }
}
