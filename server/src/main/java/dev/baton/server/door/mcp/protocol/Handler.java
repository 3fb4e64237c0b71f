package dev.baton.server.door.mcp.protocol;

/** Answers requests of one method, or calls of one tool. */
@FunctionalInterface
public interface Handler {
    /** @throws RpcException in place of {@link Outcome.Failed} */
    Outcome handle(Call call) throws InterruptedException;
}
