package dev.baton.assistant;

import dev.baton.model.ModelMessage;
import dev.baton.model.ModelRequest;
import java.nio.charset.StandardCharsets;

/** How many tokens a request will have, estimated so that it is hardly ever more: three bytes of UTF-8 a token. */
final class RequestSize {
    private static final int BYTES = 3;
    private static final int WRAPPING = 8;

    private RequestSize() {}

    static int of(ModelRequest request) {
        var messages = request.messages().stream().mapToInt(RequestSize::of).sum();
        var tools = request.tools().stream()
                .mapToInt(offer -> of(offer.name())
                        + of(offer.description())
                        + of(offer.parameters().write()))
                .sum();
        return messages + tools;
    }

    static int of(ModelMessage message) {
        return WRAPPING
                + switch (message) {
                    case ModelMessage.Instructions instructions -> of(instructions.text());
                    case ModelMessage.User user -> of(user.text());
                    case ModelMessage.Reply reply ->
                        of(reply.text())
                                + reply.calls().stream()
                                        .mapToInt(call -> of(call.tool())
                                                + of(call.arguments().write()))
                                        .sum();
                    case ModelMessage.Returned returned -> of(returned.result().write());
                };
    }

    static int of(String text) {
        return Math.ceilDiv(text.getBytes(StandardCharsets.UTF_8).length, BYTES);
    }
}
