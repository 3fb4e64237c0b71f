package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import java.util.Optional;

/** A piece of a message or an artifact. */
sealed interface Part {
    String JSON = "application/json";

    Json.Obj toJson();

    record Text(String text) implements Part {
        @Override
        public Json.Obj toJson() {
            return Json.object("text", Json.text(text));
        }
    }

    record Data(Json data) implements Part {
        @Override
        public Json.Obj toJson() {
            return Json.object("data", data).with("mediaType", JSON);
        }
    }

    /**
     * A file, which stands in the message or somewhere else.
     *
     * @param member {@code raw} with the bytes as base64, or {@code url}
     */
    record File(String member, String content, Optional<String> name, Optional<String> mediaType) implements Part {
        @Override
        public Json.Obj toJson() {
            var json = Json.object(member, Json.text(content));
            if (name.isPresent()) {
                json = json.with("filename", name.get());
            }
            return mediaType.isPresent() ? json.with("mediaType", mediaType.get()) : json;
        }
    }

    /** Reads one; what has none or several contents is a problem of the request. */
    static Optional<Part> read(Params params) {
        var found = java.util.stream.Stream.of("text", "data", "raw", "url")
                .filter(it -> params.json(it).isPresent() || (it.equals("data") && params.hasNull(it)))
                .toList();
        if (found.size() != 1) {
            params.problem("", "a part has exactly one of text, data, raw and url");
            return Optional.empty();
        }
        var type = params.text("mediaType");
        return switch (found.getFirst()) {
            case "text" -> params.longText("text").map(Text::new);
            case "data" -> {
                requireJson(type);
                yield Optional.of(new Data(params.json("data").orElse(Json.Null.INSTANCE)));
            }
            case String file -> params.longText(file).map(it -> new File(file, it, params.text("filename"), type));
        };
    }

    private static void requireJson(Optional<String> type) {
        if (type.isPresent() && !type.get().equals(JSON) && !type.get().endsWith("+json")) {
            throw A2aException.of(
                            A2aError.CONTENT_TYPE_NOT_SUPPORTED,
                            "A data part is JSON; there is nothing here that reads " + type.get() + ".")
                    .with("mediaType", type.get());
        }
    }
}
