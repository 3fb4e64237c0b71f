package dev.baton.connect.method;

import dev.baton.connect.source.CheckedTool;
import dev.baton.connect.source.ConnectionException;
import dev.baton.connect.source.Declared;
import dev.baton.connect.source.LoadedTools;
import dev.baton.connect.source.ToolSource;
import dev.baton.connect.source.Words;
import dev.baton.json.Fields;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.Idempotency;
import dev.baton.tool.JavaTool;
import dev.baton.tool.JavaTools;
import dev.baton.tool.Operation;
import dev.baton.tool.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * A connection of type {@code java}: the {@link JavaTools} of the same name, on the class path or in a jar or a folder of classes that
 * the file names. What a method declares of itself holds; the file may add to it, but not make a read of a write.
 */
public final class JavaSource implements ToolSource {
    private static final String SCHEME = "java:";

    private final ConnectionDefinition definition;
    private final Path folder;
    private volatile Optional<URLClassLoader> jar = Optional.empty();

    /** @param folder where the path of a jar begins */
    public JavaSource(ConnectionDefinition definition, Path folder) {
        this.definition = definition;
        this.folder = folder;
    }

    @Override
    public LoadedTools load() throws ConnectionException {
        var methods = methods();
        return Declared.each(definition, declared -> tool(declared, methods));
    }

    private Map<String, JavaTool<?, ?>> methods() throws ConnectionException {
        var methods = new LinkedHashMap<String, JavaTool<?, ?>>();
        try {
            for (var tools : ServiceLoader.load(JavaTools.class, loader())) {
                if (tools.connection().equals(definition.name())) {
                    tools.tools().forEach(tool -> methods.put(tool.name(), tool));
                }
            }
        } catch (ServiceConfigurationError e) {
            throw new ConnectionException("its Java code cannot be loaded: "
                    + Words.plain(String.valueOf(e.getMessage()), Words.LONGEST_REASON));
        }
        if (methods.isEmpty()) {
            throw new ConnectionException("no " + JavaTools.class.getName() + " whose connection() is '"
                    + definition.name() + "' was found; is it named in META-INF/services, and on the class path or in"
                    + " 'jar'?");
        }
        return methods;
    }

    private synchronized ClassLoader loader() throws ConnectionException {
        var own = JavaTools.class.getClassLoader();
        var path = definition.url().substring(SCHEME.length());
        if (path.isEmpty()) {
            return Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                    .orElse(own);
        }
        if (jar.isEmpty()) {
            var file = folder.resolve(path);
            if (!Files.exists(file)) {
                throw new ConnectionException("its jar '" + path + "' is not there");
            }
            try {
                jar = Optional.of(new URLClassLoader(new URL[] {file.toUri().toURL()}, own));
            } catch (IOException e) {
                throw new ConnectionException("its jar '" + path + "' cannot be read");
            }
        }
        return jar.get();
    }

    private Tool tool(Declared declared, Map<String, JavaTool<?, ?>> methods) throws ConnectionException {
        if (!(declared.declaration().operation() instanceof Operation.Named(var name))) {
            throw new ConnectionException("a tool of Java has an 'operation': the name of a method");
        }
        var method = methods.get(name);
        if (method == null) {
            throw new ConnectionException(
                    "there is no method '" + name + "'" + Fields.suggestion(name, List.copyOf(methods.keySet())));
        }
        if (method.access() == Access.WRITE && declared.declaration().access().equals(Optional.of(Access.READ))) {
            throw new ConnectionException("the method says itself that it writes; leave 'effect: read' out");
        }
        return tool(declared, method);
    }

    private Tool tool(Declared declared, JavaTool<?, ?> method) throws ConnectionException {
        var access = declared.declaration().access().orElse(method.access());
        var own = made(method);
        var idempotent = access == Access.WRITE && method.access() == Access.WRITE
                ? declared.orIdempotent(method.idempotency())
                : declared;
        var spec = idempotent.spec(
                access, method.description(), own.spec().input(), own.spec().output());
        if (spec.idempotency() instanceof Idempotency.Key && !(method.idempotency() instanceof Idempotency.Key)) {
            throw new ConnectionException("the method takes no idempotency key, whatever the file says");
        }
        return CheckedTool.of(spec, own.spec().input(), own.spec().output(), own::call);
    }

    private Tool made(JavaTool<?, ?> method) throws ConnectionException {
        try {
            return method.in(definition.name(), definition.timeout());
        } catch (IllegalArgumentException e) {
            throw new ConnectionException("its records have no form in JSON: " + e.getMessage());
        }
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            if (jar.isPresent()) {
                jar.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Java connection " + definition.name();
    }
}
