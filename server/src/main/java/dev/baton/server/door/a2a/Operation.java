package dev.baton.server.door.a2a;

import java.util.Arrays;
import java.util.Optional;

/** What the protocol can be asked for, whichever binding asks. */
enum Operation {
    SEND_MESSAGE("SendMessage"),
    SEND_STREAMING_MESSAGE("SendStreamingMessage"),
    GET_TASK("GetTask"),
    LIST_TASKS("ListTasks"),
    CANCEL_TASK("CancelTask"),
    SUBSCRIBE_TO_TASK("SubscribeToTask"),
    CREATE_PUSH_CONFIG("CreateTaskPushNotificationConfig"),
    GET_PUSH_CONFIG("GetTaskPushNotificationConfig"),
    LIST_PUSH_CONFIGS("ListTaskPushNotificationConfigs"),
    DELETE_PUSH_CONFIG("DeleteTaskPushNotificationConfig"),
    GET_EXTENDED_AGENT_CARD("GetExtendedAgentCard");

    private final String method;

    Operation(String method) {
        this.method = method;
    }

    static Optional<Operation> named(String method) {
        return Arrays.stream(values()).filter(it -> it.method.equals(method)).findFirst();
    }
}
