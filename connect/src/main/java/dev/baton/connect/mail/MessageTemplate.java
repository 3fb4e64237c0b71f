package dev.baton.connect.mail;

import dev.baton.connect.source.ConnectionException;
import dev.baton.expression.Bindings;
import dev.baton.expression.ExpressionException;
import dev.baton.expression.Scope;
import dev.baton.expression.Template;
import dev.baton.json.Json;
import dev.baton.tool.Operation;
import jakarta.mail.internet.InternetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** A message as the file writes it, compiled. */
record MessageTemplate(
        InternetAddress from,
        Template to,
        Optional<Template> cc,
        Optional<Template> bcc,
        Optional<Template> replyTo,
        Template subject,
        Optional<Template> text,
        Optional<Template> html) {
    private static final int MOST_RECIPIENTS = 50;
    private static final int LONGEST_SUBJECT = 500;

    /** A message with all its values, each fit to be sent. */
    record Letter(
            InternetAddress from,
            List<InternetAddress> to,
            List<InternetAddress> cc,
            List<InternetAddress> bcc,
            Optional<InternetAddress> replyTo,
            String subject,
            Optional<String> text,
            Optional<String> html) {
        int recipients() {
            return to.size() + cc.size() + bcc.size();
        }
    }

    static MessageTemplate of(Operation.Mail mail) throws ConnectionException {
        var scope = Scope.empty().with("args", mail.args());
        try {
            return new MessageTemplate(
                    Addresses.one(mail.from()),
                    Template.compile(mail.recipients().to(), scope),
                    mail.recipients().cc().map(json -> Template.compile(json, scope)),
                    mail.recipients().bcc().map(json -> Template.compile(json, scope)),
                    mail.replyTo().map(text -> Template.compile(Json.text(text), scope)),
                    Template.compile(Json.text(mail.subject()), scope),
                    mail.text().map(text -> Template.compile(Json.text(text), scope)),
                    mail.html().map(text -> Template.compile(Json.text(text), scope)));
        } catch (ExpressionException e) {
            throw new ConnectionException("its mail: " + String.join("; ", e.problems()));
        } catch (IllegalArgumentException e) {
            throw new ConnectionException("its 'from': " + e.getMessage());
        }
    }

    /** @throws IllegalArgumentException naming what cannot be sent */
    Letter filled(Json.Obj args) {
        var bindings = Bindings.empty().with("args", args);
        var letter = new Letter(
                from,
                addresses(Optional.of(to), bindings),
                addresses(cc, bindings),
                addresses(bcc, bindings),
                replyTo.flatMap(template -> template.evaluateOptional(bindings)).map(Addresses::one),
                subject(bindings),
                body(text, bindings),
                body(html, Bindings.empty().with("args", escaped(args))));
        if (letter.to().isEmpty() || letter.recipients() > MOST_RECIPIENTS) {
            throw new IllegalArgumentException("a message goes to somebody, and to " + MOST_RECIPIENTS + " at most");
        }
        return letter;
    }

    private static List<InternetAddress> addresses(Optional<Template> template, Bindings bindings) {
        return template.flatMap(it -> it.evaluateOptional(bindings))
                .map(Addresses::all)
                .orElse(List.of());
    }

    private String subject(Bindings bindings) {
        var filled = written(subject.evaluate(bindings));
        if (filled.length() > LONGEST_SUBJECT || filled.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the subject is too long, or holds line breaks or control characters");
        }
        return filled;
    }

    private static Optional<String> body(Optional<Template> template, Bindings bindings) {
        return template.map(it -> written(it.evaluate(bindings)));
    }

    private static String written(Json value) {
        return value.asText().orElseGet(value::write);
    }

    /** Every text as HTML shows it, so that a value is never markup. */
    private static Json escaped(Json value) {
        return switch (value) {
            case Json.Text(var text) -> Json.text(escaped(text));
            case Json.Arr(var items) ->
                new Json.Arr(items.stream().map(MessageTemplate::escaped).toList());
            case Json.Obj(var members) -> {
                var safe = new LinkedHashMap<String, Json>();
                members.forEach((name, member) -> safe.put(name, escaped(member)));
                yield new Json.Obj(safe);
            }
            case Json.Null same -> same;
            case Json.Bool same -> same;
            case Json.Whole same -> same;
            case Json.Decimal same -> same;
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
