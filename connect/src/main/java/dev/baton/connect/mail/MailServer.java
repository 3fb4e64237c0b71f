package dev.baton.connect.mail;

import dev.baton.connect.http.HostLookup;
import dev.baton.connect.http.NetworkGuard;
import dev.baton.connect.http.Route;
import dev.baton.connect.source.ConnectionException;
import dev.baton.tool.Auth;
import dev.baton.tool.ConnectionDefinition;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;

/**
 * A server that takes mail, and how one gets in. User and password travel only over TLS: either from the first byte
 * ({@code smtps}) or after STARTTLS, without which nothing is sent.
 *
 * @param plain whether a server without TLS will do: only in the own network, and without a password
 */
record MailServer(
        String host,
        int port,
        boolean tls,
        boolean plain,
        Optional<Login> login,
        Route route,
        NetworkGuard guard,
        Duration longest) {

    record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** @throws ConnectionException when the url, the login or the trust file cannot be used */
    static MailServer of(ConnectionDefinition definition, UnaryOperator<String> texts, Path folder)
            throws ConnectionException {
        var address = address(filled(definition.url(), texts));
        var tls = "smtps".equals(address.getScheme());
        var login = login(definition.auth(), texts);
        return new MailServer(
                address.getHost(),
                address.getPort() > 0 ? address.getPort() : tls ? 465 : 587,
                tls,
                definition.privateNetwork() && login.isEmpty(),
                login,
                Route.of(definition.options(), texts, folder),
                new NetworkGuard(definition.privateNetwork(), HostLookup.SYSTEM),
                definition.timeout());
    }

    private static URI address(String url) throws ConnectionException {
        try {
            var address = URI.create(url);
            if (("smtp".equals(address.getScheme()) || "smtps".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getRawUserInfo() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // told below, without what was written, which may hold a password
        }
        throw new ConnectionException("its url is not the address of a mail server; write smtp://host:587 or"
                + " smtps://host:465, and user and password in 'auth'");
    }

    private static Optional<Login> login(Optional<Auth> auth, UnaryOperator<String> texts) throws ConnectionException {
        if (auth.isEmpty()) {
            return Optional.empty();
        }
        if (!(auth.get() instanceof Auth.Basic(var user, var password))) {
            throw new ConnectionException("a mail server takes a user and a password: 'auth: {type: basic, ...}'");
        }
        return Optional.of(new Login(filled(user, texts), filled(password, texts)));
    }

    private static String filled(String text, UnaryOperator<String> texts) throws ConnectionException {
        try {
            return texts.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ConnectionException("its settings cannot be used: " + e.getMessage());
        }
    }

    /** Why it may not be called, if it may not. */
    Optional<String> objection() {
        return guard.objectionTo(host);
    }

    Session session(Duration timeout) {
        var prefix = tls ? "mail.smtps." : "mail.smtp.";
        var milliseconds =
                Long.toString(Math.max(1, timeout.compareTo(longest) < 0 ? timeout.toMillis() : longest.toMillis()));
        var settings = new Properties();
        settings.put(prefix + "connectiontimeout", milliseconds);
        settings.put(prefix + "timeout", milliseconds);
        settings.put(prefix + "auth", Boolean.toString(login.isPresent()));
        settings.put(prefix + "auth.mechanisms", "PLAIN LOGIN");
        settings.put(prefix + "sendpartial", "false");
        settings.put(prefix + "ssl.checkserveridentity", "true");
        settings.put(prefix + "starttls.enable", Boolean.toString(!tls));
        settings.put(prefix + "starttls.required", Boolean.toString(!tls && !plain));
        route.trust().ifPresent(trust -> settings.put(prefix + "ssl.socketFactory", trust.getSocketFactory()));
        return Session.getInstance(settings);
    }

    Delivery delivery(Session session) {
        var scheme = tls ? "smtps" : "smtp";
        // without a user nothing is proven, also not to a server that would let one prove it
        var url = login.map(known -> new URLName(scheme, host, port, "", known.user(), known.password()))
                .orElseGet(() -> new URLName(scheme, host, port, "", null, null));
        return new Delivery(session, url, tls);
    }

    /** Servers repeat what they were sent. */
    String hiddenIn(String text) {
        return login.map(known -> text.replace(known.password(), "***")
                        .replace(base64(known.password()), "***")
                        .replace(base64("\0" + known.user() + "\0" + known.password()), "***")
                        .replace(base64(known.user() + "\0" + known.user() + "\0" + known.password()), "***"))
                .orElse(text);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
