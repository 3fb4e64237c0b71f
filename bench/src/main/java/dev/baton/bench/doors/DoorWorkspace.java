package dev.baton.bench.doors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A workspace whose only work is to be accepted: its runs wait for a day. One assistant talks, with whatever model it is
 * given.
 */
final class DoorWorkspace {
    static final String CONTRACT = "parcel-seen";
    static final String SERVICE = "till";
    static final String TRIGGER = "scanner";
    static final String ASSISTANT = "guide";

    private static final Map<String, String> FILES = Map.of(
            "people.yaml",
            """
            kind: People
            people:
              till: {kind: service}
              omar: {roles: [operator]}
            """,
            "contracts/parcel-seen.yaml",
            """
            kind: Contract
            name: parcel-seen
            version: 1
            description: A parcel was seen somewhere
            callers: ["role:service", "trigger:scanner"]
            input:
              type: object
              additionalProperties: false
              required: [parcel, place]
              properties:
                parcel: {type: string, pattern: "^P-[0-9]+$"}
                place: {type: string, maxLength: 100}
            output: {type: object, properties: {}}
            """,
            "agents/watcher.md",
            """
            ---
            kind: Agent
            name: watcher
            description: Waits for what comes next
            performs: [parcel-seen]
            goal: What was seen is known
            tools: []
            policies: []
            planner: playbook:wait-a-day
            ---
            Wait.
            """,
            "playbooks/wait-a-day.yaml",
            """
            kind: Playbook
            name: wait-a-day
            steps:
              later: {wait: P1D}
            output: {}
            """,
            "triggers/scanner.yaml",
            """
            kind: Trigger
            name: scanner
            source: {type: webhook, verify: standard-webhooks, secret: "${secret.SCANNER}"}
            dedupe: "${event.id}"
            start: parcel-seen
            input: {parcel: "${event.data.parcel}", place: "${event.data.place}"}
            """,
            "assistants/guide.md",
            """
            ---
            kind: Assistant
            name: guide
            description: Tells of the town
            tools: []
            contracts: []
            memory: conversation
            ---
            Tell of the town.
            """);

    private DoorWorkspace() {}

    static Path write(Path folder) throws IOException {
        for (var file : FILES.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return folder;
    }
}
