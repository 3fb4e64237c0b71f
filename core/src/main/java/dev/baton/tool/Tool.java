package dev.baton.tool;

/** A function of a business system, ready to be called. */
public interface Tool {
    ToolSpec spec();

    /**
     * Calls the system once, without retrying. Whatever goes wrong is a {@link ToolResult}; an exception is a defect of
     * the connection and counts as {@link ToolResult.Unknown}.
     */
    ToolResult call(ToolCall call) throws InterruptedException;
}
