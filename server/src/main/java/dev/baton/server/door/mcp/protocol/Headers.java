package dev.baton.server.door.mcp.protocol;

import dev.baton.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The headers in which a request of 2026-07-28 repeats what it is about, so that it can be led without being read. */
final class Headers {
    private static final String ENCODED = "=?base64?";
    private static final String ENCODED_END = "?=";

    private final HttpServletRequest request;

    Headers(HttpServletRequest request) {
        this.request = request;
    }

    Optional<String> version() {
        return header("MCP-Protocol-Version");
    }

    /** @throws RpcException when they are missing or say something else than the message */
    void check(String method, Json.Obj params) {
        same("Mcp-Method", header("Mcp-Method"), method);
        var source = nameField(method);
        if (source.isPresent()) {
            var name = params.textAt(source.get());
            if (name.isPresent()) {
                same("Mcp-Name", header("Mcp-Name").map(it -> decoded("Mcp-Name", it)), name.get());
            }
        }
    }

    private static Optional<String> nameField(String method) {
        return switch (method) {
            case "tools/call", "prompts/get" -> Optional.of("name");
            case "resources/read" -> Optional.of("uri");
            case "tasks/get", "tasks/update", "tasks/cancel" -> Optional.of("taskId");
            default -> Optional.empty();
        };
    }

    /** The same for the arguments of a tool that wants some of them repeated. */
    void checkMirrored(Call call, Offer offer) {
        if (!call.method().equals("tools/call")) {
            return;
        }
        var tool = call.params().textAt("name").orElse("");
        offer.mirrored(tool, call.caller()).forEach((suffix, path) -> {
            var name = "Mcp-Param-" + suffix;
            var given = header(name).map(it -> decoded(name, it));
            var meant = at(call.params(), path);
            if (meant.isPresent() || given.isPresent()) {
                if (!given.flatMap(it -> meant.map(value -> isSame(it, value))).orElse(false)) {
                    throw mismatch(name, given, meant.map(Headers::text).orElse("nothing"));
                }
            }
        });
    }

    private static Optional<Json> at(Json.Obj params, List<String> path) {
        var there = params.get("arguments");
        for (var step : path) {
            there = there.flatMap(it -> it.get(step));
        }
        return there.filter(value -> !(value instanceof Json.Null));
    }

    private static boolean isSame(String given, Json meant) {
        if (meant instanceof Json.Whole whole) {
            try {
                return new java.math.BigDecimal(given).compareTo(java.math.BigDecimal.valueOf(whole.value())) == 0;
            } catch (NumberFormatException e) {
                return false;
            }
        }
        return given.equals(text(meant));
    }

    private static String text(Json value) {
        return value.asText().orElseGet(value::write);
    }

    private static void same(String name, Optional<String> given, String meant) {
        if (!given.equals(Optional.of(meant))) {
            throw mismatch(name, given, meant);
        }
    }

    private static RpcException mismatch(String name, Optional<String> given, String meant) {
        return new RpcException(RpcError.headerMismatch(
                given.map(it -> "The header " + name + " is '" + it + "'").orElse("The header " + name + " is missing")
                        + ", but the request is about '" + meant + "'."));
    }

    private static String decoded(String name, String value) {
        if (!value.startsWith(ENCODED) || !value.endsWith(ENCODED_END)) {
            if (!value.chars().allMatch(it -> it == '\t' || (it >= ' ' && it <= '~'))) {
                throw new RpcException(
                        RpcError.headerMismatch("The header " + name + " holds more than visible ASCII."));
            }
            return value;
        }
        try {
            var text = value.substring(ENCODED.length(), value.length() - ENCODED_END.length());
            if (text.length() % 4 != 0) {
                throw new IllegalArgumentException("padding is missing");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(text)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new RpcException(RpcError.headerMismatch("The header " + name + " is not Base64 of a text."));
        }
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name)).map(String::strip);
    }
}
