package dev.baton.server.door.a2a;

/**
 * What a request can be answered instead of a result. The codes are those of the specification, sections 5.4 and 9.5;
 * HTTP statuses are those of 1.0.0, which its conformance kit checks. What the protocol has no error for has a code from
 * the far end of the range that it keeps for errors like these.
 */
enum A2aError {
    TASK_NOT_FOUND(-32001, 404, "NOT_FOUND"),
    TASK_NOT_CANCELABLE(-32002, 409, "FAILED_PRECONDITION"),
    PUSH_NOTIFICATION_NOT_SUPPORTED(-32003, 400, "FAILED_PRECONDITION"),
    UNSUPPORTED_OPERATION(-32004, 400, "FAILED_PRECONDITION"),
    CONTENT_TYPE_NOT_SUPPORTED(-32005, 415, "INVALID_ARGUMENT"),
    EXTENSION_SUPPORT_REQUIRED(-32008, 400, "FAILED_PRECONDITION"),
    VERSION_NOT_SUPPORTED(-32009, 400, "FAILED_PRECONDITION"),
    PARSE_ERROR(-32700, 400, "INVALID_ARGUMENT"),
    INVALID_REQUEST(-32600, 400, "INVALID_ARGUMENT"),
    REQUEST_TOO_LARGE(-32600, 413, "INVALID_ARGUMENT"),
    METHOD_NOT_FOUND(-32601, 404, "NOT_FOUND"),
    INVALID_PARAMS(-32602, 400, "INVALID_ARGUMENT"),
    INTERNAL(-32603, 500, "INTERNAL"),
    UNAUTHENTICATED(-32099, 401, "UNAUTHENTICATED"),
    PERMISSION_DENIED(-32098, 403, "PERMISSION_DENIED"),
    /** The id of the message, or what the work is about, is taken already. */
    CONFLICT(-32097, 409, "ALREADY_EXISTS"),
    UNAVAILABLE(-32096, 503, "UNAVAILABLE");

    private final int code;
    private final int http;
    private final String status;

    A2aError(int code, int http, String status) {
        this.code = code;
        this.http = http;
        this.status = status;
    }

    /** In JSON-RPC. */
    int code() {
        return code;
    }

    /** The HTTP status in the binding HTTP+JSON. */
    int http() {
        return http;
    }

    /** The canonical code of {@code google.rpc.Code}. */
    String status() {
        return status;
    }

    /** Whether the specification knows it, so that its reason means the same everywhere. */
    private boolean isOfProtocol() {
        return code <= -32001 && code >= -32009;
    }

    /** Who gives the reason its meaning. */
    String domain() {
        return isOfProtocol() ? "a2a-protocol.org" : "baton";
    }

    /** The nearest error to an HTTP status that something before this door answered with. */
    static A2aError of(int httpStatus) {
        return switch (httpStatus) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 404 -> TASK_NOT_FOUND;
            case 405 -> METHOD_NOT_FOUND;
            case 409 -> CONFLICT;
            case 413 -> REQUEST_TOO_LARGE;
            case 415 -> CONTENT_TYPE_NOT_SUPPORTED;
            case 503 -> UNAVAILABLE;
            default -> httpStatus >= 500 ? INTERNAL : INVALID_REQUEST;
        };
    }
}
