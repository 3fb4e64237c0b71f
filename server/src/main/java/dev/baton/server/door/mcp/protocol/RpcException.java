package dev.baton.server.door.mcp.protocol;

/** Ends the handling of a message with an error. */
public final class RpcException extends RuntimeException {
    private final transient RpcError error;

    public RpcException(RpcError error) {
        super(error.message());
        this.error = error;
    }

    public RpcError error() {
        return error;
    }
}
