package dev.baton.bench.planning;

import dev.baton.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the model says. Offered tools, it asks for one lookup after another, as a loop of reasoning and acting does, or for
 * all at once where the task allows that; asked for a plan, it plans all lookups at once and a judgement on what they
 * found; asked for a judgement, it adds.
 */
final class Brain {
    private static final Pattern TASK = Pattern.compile("keys from 1 to (\\d+)");
    private static final Pattern FOUND = Pattern.compile("value\\D{1,5}(\\d+)");

    /** What a model is told that is to ask for all calls of a round together. */
    static final String AT_ONCE = "Ask for all lookups at once.";

    private Brain() {}

    /** How many lookups the task has. */
    static int lookups(Json.Obj request) {
        var found = TASK.matcher(request.write());
        if (!found.find()) {
            throw new IllegalArgumentException("this is no task: " + request.write());
        }
        return Integer.parseInt(found.group(1));
    }

    static Json.Obj answer(Json.Obj request) {
        var lookups = lookups(request);
        var offered = request.get("tools").map(Json::asArray).orElse(List.of());
        if (!offered.isEmpty()) {
            return act(request, lookups, offered.getFirst());
        }
        return text(wantsPlan(request) ? plan(lookups) : judgement(request));
    }

    private static boolean wantsPlan(Json.Obj request) {
        return request.get("response_format").map(Json::write).orElse("").contains("\"steps\"");
    }

    static String reason(Json.Obj message) {
        return message.get("tool_calls").isPresent() ? "tool_calls" : "stop";
    }

    private static Json.Obj text(String text) {
        return Json.object("content", Json.text(text));
    }

    private static Json.Obj act(Json.Obj request, int lookups, Json offered) {
        var name = offered.get("function").flatMap(it -> it.textAt("name")).orElseThrow();
        var returned = request.get("messages").map(Json::asArray).orElse(List.of()).stream()
                .filter(message -> message.textAt("role").orElse("").equals("tool"))
                .map(message -> message.get("content").map(Json::write).orElse(""))
                .toList();
        if (returned.size() >= lookups) {
            return text("The sum is " + sum(String.join(" ", returned)) + ".");
        }
        var calls = new ArrayList<Json>();
        var last = request.write().contains(AT_ONCE) ? lookups : returned.size() + 1;
        for (var key = returned.size() + 1; key <= last; key++) {
            calls.add(Json.object("id", Json.text("call-" + key))
                    .with("index", Json.number(calls.size()))
                    .with("type", Json.text("function"))
                    .with(
                            "function",
                            Json.object("name", Json.text(name))
                                    .with("arguments", Json.text("{\"key\": " + key + "}"))));
        }
        return Json.object("content", Json.Null.INSTANCE).with("tool_calls", Json.array(calls));
    }

    private static String plan(int lookups) {
        var steps = new ArrayList<Json>();
        var names = new ArrayList<String>();
        for (var key = 1; key <= lookups; key++) {
            names.add("k" + key);
            steps.add(Json.object("name", Json.text("k" + key))
                    .with("tool", Json.text("facts.lookup"))
                    .with("args", Json.object("key", Json.number(key))));
        }
        steps.add(Json.object("name", Json.text("sum"))
                .with("judge", Json.text("${input.task}"))
                .with("with", Json.texts(names)));
        return Json.object("steps", Json.array(steps))
                .with("output", Json.object("answer", Json.text("${steps.sum}")))
                .write();
    }

    private static String judgement(Json.Obj request) {
        return Json.object("reason", Json.text("They are added."))
                .with("answer", Json.text("The sum is " + sum(request.write()) + "."))
                .write();
    }

    private static long sum(String text) {
        return FOUND.matcher(text)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }
}
