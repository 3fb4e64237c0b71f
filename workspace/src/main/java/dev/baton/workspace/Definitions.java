package dev.baton.workspace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * All definitions of one kind by their identity, and the names of those that could not be read, so that a reference to
 * a broken file is not told as a second problem.
 */
final class Definitions<T> {
    private record Entry<T>(T definition, SourceFile source) {}

    private final Map<String, Entry<T>> entries = new LinkedHashMap<>();
    private final Set<String> broken = new LinkedHashSet<>();

    /** Adds a definition; when its identity is taken it is not added and the file that has it is returned. */
    Optional<SourceFile> add(String id, T definition, SourceFile source) {
        var earlier = entries.putIfAbsent(id, new Entry<>(definition, source));
        return Optional.ofNullable(earlier).map(Entry::source);
    }

    void addBroken(String name) {
        broken.add(name);
    }

    Optional<T> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::definition);
    }

    Optional<SourceFile> source(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::source);
    }

    Set<String> ids() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    boolean isBroken(String name) {
        return broken.contains(name);
    }

    boolean allSound() {
        return broken.isEmpty();
    }

    void forEach(BiConsumer<T, SourceFile> action) {
        entries.values().forEach(entry -> action.accept(entry.definition(), entry.source()));
    }

    Map<String, T> byId() {
        var definitions = new LinkedHashMap<String, T>();
        entries.forEach((id, entry) -> definitions.put(id, entry.definition()));
        return Collections.unmodifiableMap(definitions);
    }
}
