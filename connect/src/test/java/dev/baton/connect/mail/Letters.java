package dev.baton.connect.mail;

import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionOptions;
import dev.baton.tool.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections to mail servers, as files would write them. */
final class Letters {
    private Letters() {}

    static Given connection(String url) {
        return Given.connection(url)
                .type("mail")
                .tool("welcome", Given.declared(welcome(), Access.WRITE, Optional.empty()));
    }

    static Operation.Mail welcome() {
        return new Operation.Mail(
                "The shop <service@shop.example>",
                new Operation.Recipients(
                        Json.text("${args.to}"), Optional.of(Json.text("${args.?copies}")), Optional.empty()),
                Optional.of("help@shop.example"),
                "Welcome, ${args.name}",
                Optional.of("Hello ${args.name},\nyour desk is ready.\n"),
                Optional.of("<p>Hello <b>${args.name}</b></p>"),
                Json.parse("""
                        {"type": "object", "additionalProperties": false, "required": ["to", "name"],
                         "properties": {
                           "to": {"type": ["string", "array"]},
                           "name": {"type": "string"},
                           "copies": {"type": "array", "items": {"type": "string"}}}}
                        """).asObject());
    }

    static ConnectionOptions trusting(Path pem) {
        return new ConnectionOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.of(pem.toAbsolutePath().toString()),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty());
    }
}
