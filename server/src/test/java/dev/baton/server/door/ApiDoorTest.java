package dev.baton.server.door;

import dev.baton.handoff.HandoffState;

final class ApiDoorTest extends DoorContract {

    @Override
    protected DoorClient open(String url, String persona) {
        return new ApiDoor(url, persona);
    }

    @Override
    protected String name() {
        return "api";
    }

    @Override
    protected String word(HandoffState state) {
        return state.word();
    }
}
