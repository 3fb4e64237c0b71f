package dev.baton.tool;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Methods of Java as the tools of one connection. A server finds those that {@link java.util.ServiceLoader} knows, for
 * connections of type {@code java}; whoever embeds the engine gives it {@link #toolbox}.
 */
public interface JavaTools {

    /** The name before the dot of its tools. */
    String connection();

    List<JavaTool<?, ?>> tools();

    /** @param timeout of one call */
    static Toolbox toolbox(List<JavaTools> all, Duration timeout) {
        var tools = all.stream()
                .flatMap(some -> some.tools().stream().map(tool -> tool.in(some.connection(), timeout)))
                .collect(Collectors.toMap(tool -> tool.spec().name(), Function.identity()));
        return new Toolbox() {
            @Override
            public java.util.Optional<Tool> find(ToolName name) {
                return java.util.Optional.ofNullable(tools.get(name));
            }

            @Override
            public List<ToolSpec> specs() {
                return tools.values().stream().map(Tool::spec).toList();
            }
        };
    }
}
