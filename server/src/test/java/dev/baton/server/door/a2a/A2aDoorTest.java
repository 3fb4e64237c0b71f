package dev.baton.server.door.a2a;

import dev.baton.handoff.HandoffState;
import dev.baton.server.door.DoorClient;
import dev.baton.server.door.DoorContract;

final class A2aDoorTest extends DoorContract {

    @Override
    protected DoorClient open(String url, String persona) {
        return new A2aDoor(url, persona);
    }

    @Override
    protected String name() {
        return "a2a";
    }

    /** Who approves is not who asked, so that to them it is work. */
    @Override
    protected String word(HandoffState state) {
        return switch (state) {
            case APPROVAL_REQUIRED -> "TASK_STATE_WORKING";
            case SUBMITTED, WORKING, INPUT_REQUIRED, COMPLETED, FAILED, CANCELED, REJECTED ->
                "TASK_STATE_" + state.name();
        };
    }
}
