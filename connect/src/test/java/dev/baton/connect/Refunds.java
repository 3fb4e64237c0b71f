package dev.baton.connect;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a shop paid back: once for each key, with the same answer every time it is asked. */
public final class Refunds {
    private final List<String> effects = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    /** The answer as JSON. */
    public String done(String key) {
        return answers.computeIfAbsent(key, first -> {
            effects.add(first);
            return "{\"id\": \"RF-" + effects.size() + "\"}";
        });
    }

    /** The keys, in the order in which they were first seen. */
    public List<String> effects() {
        return List.copyOf(effects);
    }
}
