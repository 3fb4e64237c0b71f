package dev.baton.server.console;

import dev.baton.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * What the page of a conversation is made from.
 *
 * @param conversation that goes on; empty for one that begins with the first message
 * @param customer whom one talks as
 */
public record Chat(
        Optional<String> conversation,
        String customer,
        List<String> customers,
        Assistant assistant,
        List<Assistant> assistants) {

    /** Descriptions of contracts by id, for the cards. */
    public String contractsJson() {
        return Json.of(assistant.contracts()).write();
    }
}
