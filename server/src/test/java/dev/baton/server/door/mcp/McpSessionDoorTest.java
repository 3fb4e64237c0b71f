package dev.baton.server.door.mcp;

import dev.baton.handoff.HandoffState;
import dev.baton.server.door.DoorClient;
import dev.baton.server.door.DoorContract;

final class McpSessionDoorTest extends DoorContract {

    @Override
    protected DoorClient open(String url, String persona) {
        return new McpSessionDoor(url, persona);
    }

    @Override
    protected String name() {
        return "mcp";
    }

    @Override
    protected String word(HandoffState state) {
        return state.word();
    }
}
