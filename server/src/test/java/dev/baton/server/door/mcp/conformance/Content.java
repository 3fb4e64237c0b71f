package dev.baton.server.door.mcp.conformance;

import dev.baton.json.Json;
import dev.baton.server.door.mcp.protocol.Handler;
import dev.baton.server.door.mcp.protocol.Outcome;
import dev.baton.server.door.mcp.protocol.Tool;

/** Pieces that tools, prompts and resources are made of. */
final class Content {
    /** One red pixel. */
    static final String IMAGE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5E" + "rkJggg==";

    /** A sound of one sample. */
    private static final String AUDIO = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";

    private Content() {}

    static Json.Obj parse(String json) {
        return Json.parse(json.replace('\'', '"')).asObject();
    }

    static Json.Obj text(String words) {
        return Json.object().with("type", "text").with("text", words);
    }

    static Json.Obj image() {
        return Json.object().with("type", "image").with("data", IMAGE).with("mimeType", "image/png");
    }

    static Json.Obj audio() {
        return Json.object().with("type", "audio").with("data", AUDIO).with("mimeType", "audio/wav");
    }

    static Json.Obj resource(String uri, String type, String words) {
        return Json.object()
                .with("type", "resource")
                .with(
                        "resource",
                        Json.object().with("uri", uri).with("mimeType", type).with("text", words));
    }

    static Outcome result(Json... content) {
        return new Outcome.Complete(result(Json.array(content)));
    }

    static Json.Obj result(Json.Arr content) {
        return Json.object("content", content);
    }

    static Outcome words(String words) {
        return result(text(words));
    }

    /** A tool that takes anything. */
    static Tool tool(String name, Handler handler) {
        return tool(name, Json.object().with("type", "object").with("properties", Json.object()), handler);
    }

    static Tool tool(String name, Json.Obj schema, Handler handler) {
        return new Tool(
                Json.object()
                        .with("name", name)
                        .with("description", "For the checks of the protocol: " + name)
                        .with("inputSchema", schema),
                handler);
    }
}
