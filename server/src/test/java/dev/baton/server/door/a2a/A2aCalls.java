package dev.baton.server.door.a2a;

import dev.baton.json.Json;
import dev.baton.server.fake.ApiClient;
import java.net.http.HttpRequest.BodyPublishers;

/** Calls of the protocol in the form of JSON-RPC, as a persona. */
record A2aCalls(ApiClient client) {

    static Json.Obj message(String id, Json part) {
        return Json.object("messageId", Json.text(id)).with("role", "ROLE_USER").with("parts", Json.array(part));
    }

    /** A message that hands something in. */
    static Json.Obj handIn(String contract, Json input, String key) {
        return message(
                key,
                Json.object("data", Json.object("contract", Json.text(contract)).with("input", input)));
    }

    /** The whole answer, with its result or its error. */
    Json.Obj call(String method, Json.Obj params) {
        return answer(method, params).json();
    }

    ApiClient.Answer answer(String method, Json.Obj params) {
        return post(request(method, params).write(), "A2A-Version", "1.0");
    }

    static Json.Obj request(String method, Json.Obj params) {
        return Json.object("jsonrpc", Json.text("2.0"))
                .with("id", Json.number(7))
                .with("method", method)
                .with("params", params);
    }

    ApiClient.Answer post(String body, String... headers) {
        return client.send(client.request("/a2a", headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The task that a call was answered with, if it was. */
    static Json task(Json.Obj answer) {
        var result = answer.get("result").orElseThrow(() -> new AssertionError("no result: " + answer.write()));
        return result.get("task").orElse(result);
    }

    static String state(Json task) {
        return task.get("status").flatMap(status -> status.textAt("state")).orElse("");
    }

    /** The code of an error. */
    static long code(Json.Obj answer) {
        var code = answer.get("error").flatMap(error -> error.get("code"));
        return code.orElse(Json.Null.INSTANCE) instanceof Json.Whole whole ? whole.value() : 0;
    }
}
