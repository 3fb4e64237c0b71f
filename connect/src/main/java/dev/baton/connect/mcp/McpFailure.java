package dev.baton.connect.mcp;

import dev.baton.connect.source.Words;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import dev.baton.tool.ToolSpec;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a failed call means: whatever does not prove that nothing was done leaves a write unknown. */
final class McpFailure {
    private static final int MOST_CAUSES = 20;
    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;

    private McpFailure() {}

    static ToolResult of(ToolSpec spec, Throwable failure) {
        for (var cause : causes(failure)) {
            var known = known(spec, cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return open(spec, "no answer came that can be read (" + kind(failure) + ")");
    }

    private static Optional<ToolResult> known(ToolSpec spec, Throwable cause) {
        return switch (cause) {
            case NotSent e -> Optional.of(unavailable(spec, String.valueOf(e.getMessage())));
            case ConnectException ignored -> Optional.of(unavailable(spec, "its server refused the connection"));
            case HttpConnectTimeoutException ignored ->
                Optional.of(unavailable(spec, "its server did not take the connection in time"));
            case McpTransportSessionNotFoundException ignored ->
                Optional.of(unavailable(spec, "its server has forgotten the session; it is begun anew"));
            case McpHttpClientTransportAuthorizationException ignored ->
                Optional.of(new ToolResult.Refused(
                        Refusal.FORBIDDEN, spec.name() + ": its server does not accept the credentials"));
            case McpError e -> Optional.of(error(spec, e));
            default -> Optional.empty();
        };
    }

    private static ToolResult error(ToolSpec spec, McpError e) {
        var error = e.getJsonRpcError();
        if (error == null) {
            return open(spec, "the answer makes no sense");
        }
        var said = "its server said: " + Words.plain(String.valueOf(error.message()), Words.LONGEST_REASON);
        return switch (error.code()) {
            case INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS ->
                new ToolResult.Refused(Refusal.INVALID, spec.name() + ": " + said);
            default -> open(spec, said);
        };
    }

    static ToolResult open(ToolSpec spec, String reason) {
        return spec.isWrite() ? new ToolResult.Unknown(spec.name() + ": " + reason) : unavailable(spec, reason);
    }

    private static ToolResult unavailable(ToolSpec spec, String reason) {
        return new ToolResult.Unavailable(spec.name() + ": " + reason, Optional.empty());
    }

    /** In words, why a server cannot be used. Texts of exceptions may repeat anything, so only known ones are told. */
    static String words(Throwable failure) {
        for (var cause : causes(failure)) {
            switch (cause) {
                case NotSent e -> {
                    return String.valueOf(e.getMessage());
                }
                case ConnectException ignored -> {
                    return "its server refused the connection";
                }
                case McpHttpClientTransportAuthorizationException ignored -> {
                    return "its server does not accept the credentials";
                }
                case McpError e -> {
                    return "its server said: " + Words.plain(String.valueOf(e.getMessage()), Words.LONGEST_REASON);
                }
                default -> {}
            }
        }
        return "its server cannot be spoken with (" + kind(failure) + ")";
    }

    private static String kind(Throwable failure) {
        return causes(failure).getLast().getClass().getSimpleName();
    }

    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (var cause = failure; cause != null && causes.size() < MOST_CAUSES; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
