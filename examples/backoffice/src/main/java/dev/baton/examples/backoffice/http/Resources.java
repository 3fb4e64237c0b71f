package dev.baton.examples.backoffice.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads class path resources that belong to the program, so that a missing one is a fault of the build. */
public final class Resources {
    private Resources() {}

    /** The bytes of a resource in the package of the given class. */
    public static byte[] bytes(Class<?> beside, String name) {
        try (InputStream stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The build lacks the resource " + name + " beside " + beside.getName());
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the resource " + name + " beside " + beside.getName(), e);
        }
    }
}
