package dev.baton.server.door.mcp;

import dev.baton.handoff.HandoffState;
import dev.baton.server.door.DoorClient;
import dev.baton.server.door.DoorContract;

final class McpTasksDoorTest extends DoorContract {

    @Override
    protected DoorClient open(String url, String persona) {
        return new McpTasksDoor(url, persona);
    }

    @Override
    protected String name() {
        return "mcp";
    }

    /** An end that is no error of the protocol is a completed task, whose result says how it ended. */
    @Override
    protected String word(HandoffState state) {
        return switch (state) {
            case SUBMITTED, WORKING, APPROVAL_REQUIRED -> "working";
            case INPUT_REQUIRED -> "input_required";
            case COMPLETED, FAILED, REJECTED -> "completed";
            case CANCELED -> "cancelled";
        };
    }
}
