package dev.baton.cli;

import dev.baton.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A conversation in the terminal. */
@Command(
        name = "chat",
        description = "Talk with an assistant; by default as customer CUS-0001.",
        footer = {"", "An empty line shows how your handoffs are doing. /bye or the end of the input ends the chat."})
final class ChatCommand extends ClientCommand {
    @Option(
            names = "--assistant",
            paramLabel = "NAME",
            defaultValue = "support",
            description = "With whom (default: support).")
    private String assistant = "";

    @Override
    public Integer call() throws IOException {
        api().personaOtherwise("CUS-0001");
        var opened = api().post("/api/conversations", Json.object("assistant", Json.text(assistant)));
        var path = "/api/conversations/" + Api.part(Output.text(opened, "id"));
        if (!api().json()) {
            out().println("You talk with " + assistant + ". Say what you need; /bye ends it.");
        }
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = prompted(lines); line != null && !line.strip().equals("/bye"); line = prompted(lines)) {
            if (line.isBlank()) {
                cards(api().get(path));
            } else {
                turn(path, line);
            }
        }
        return 0;
    }

    private @org.jspecify.annotations.Nullable String prompted(BufferedReader lines) throws IOException {
        if (!api().json()) {
            out().print("> ");
        }
        out().flush();
        return lines.readLine();
    }

    private void turn(String path, String text) {
        var turn = api().post(path + "/messages", Json.object("text", Json.text(text)));
        if (printed(turn)) {
            return;
        }
        out().println(Output.text(turn, "reply"));
        for (var source : Output.list(turn, "sources")) {
            out().println("  source: " + Output.text(source, "title"));
        }
        Output.list(turn, "handoffs").forEach(this::card);
    }

    private void cards(Json transcript) {
        if (!printed(transcript)) {
            Output.list(transcript, "cards").stream()
                    .flatMap(card -> card.get("handoff").stream())
                    .forEach(this::card);
        }
    }

    private void card(Json handoff) {
        out().println("  [" + Output.text(handoff, "state") + "] " + Output.text(handoff, "message"));
        handoff.get("needs")
                .flatMap(needs -> needs.get("input"))
                .flatMap(input -> input.textAt("question"))
                .ifPresent(question -> out().println("  asked: " + question));
    }
}
