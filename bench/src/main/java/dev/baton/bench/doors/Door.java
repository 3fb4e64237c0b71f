package dev.baton.bench.doors;

import dev.baton.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A door as its clients use it: one request that hands something in, answered when it is durable. */
public enum Door {
    API {
        @Override
        HttpRequest.Builder request(String url, long number) {
            return post(url + "/api/handoffs/" + DoorWorkspace.CONTRACT, Json.object("input", input(number)))
                    .header("Baton-As", DoorWorkspace.SERVICE)
                    .header("Idempotency-Key", "bench-" + number);
        }
    },

    MCP {
        @Override
        HttpRequest.Builder request(String url, long number) {
            var version = Json.text("2026-07-28");
            var meta = Json.object("io.modelcontextprotocol/protocolVersion", version)
                    .with("io.modelcontextprotocol/clientInfo", Json.parse("{\"name\":\"bench\",\"version\":\"1\"}"))
                    .with("io.modelcontextprotocol/clientCapabilities", Json.object())
                    .with("dev.baton/idempotencyKey", Json.text("bench-" + number))
                    .with("dev.baton/wait", Json.text("0s"));
            var params = Json.object("name", Json.text(DoorWorkspace.CONTRACT))
                    .with("arguments", input(number))
                    .with("_meta", meta);
            var call = Json.object("jsonrpc", Json.text("2.0"))
                    .with("id", Json.number(number))
                    .with("method", Json.text("tools/call"))
                    .with("params", params);
            return post(url + "/mcp", call)
                    .header("Accept", "application/json, text/event-stream")
                    .header("MCP-Protocol-Version", "2026-07-28")
                    .header("Mcp-Method", "tools/call")
                    .header("Mcp-Name", DoorWorkspace.CONTRACT)
                    .header("Baton-As", DoorWorkspace.SERVICE);
        }
    },

    A2A {
        @Override
        HttpRequest.Builder request(String url, long number) {
            var data =
                    Json.object("contract", Json.text(DoorWorkspace.CONTRACT)).with("input", input(number));
            var message = Json.object("messageId", Json.text("bench-" + number))
                    .with("role", Json.text("ROLE_USER"))
                    .with("parts", Json.array(Json.object("data", data)));
            var body = Json.object("message", message)
                    .with("configuration", Json.object("returnImmediately", Json.bool(true)));
            return post(url + "/a2a/message:send", body)
                    .header("A2A-Version", "1.0")
                    .header("Baton-As", DoorWorkspace.SERVICE);
        }
    },

    HOOK {
        @Override
        HttpRequest.Builder request(String url, long number) {
            var id = "bench-" + number;
            var at = Long.toString(Instant.now().getEpochSecond());
            var event = Json.object("id", Json.text(id))
                    .with("type", Json.text("parcel.seen"))
                    .with("data", input(number));
            return post(url + "/hooks/" + DoorWorkspace.TRIGGER, event)
                    .header("webhook-id", id)
                    .header("webhook-timestamp", at)
                    .header("webhook-signature", "v1," + signature(id + "." + at + "." + event.write()));
        }
    };

    abstract HttpRequest.Builder request(String url, long number);

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Json.Obj input(long number) {
        return Json.object("parcel", Json.text("P-" + number)).with("place", Json.text("the depot by the river"));
    }

    private static HttpRequest.Builder post(String url, Json body) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.write()));
    }

    private static String signature(String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(DoorServer.SECRET.substring("whsec_".length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
