package dev.baton.assess;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Something in which assistants and agents differ: one of the eight layers, or one of the nine dimensions. */
public sealed interface Aspect permits Layer, Dimension {

    /**
     * How it is for one of them.
     *
     * @param text in general
     * @param part of Baton that serves it
     */
    record Description(String text, String part) {}

    /** The name of the constant. */
    String name();

    Description of(Choice.Side side);

    default String title() {
        var words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    static List<Aspect> layers() {
        return Stream.<Aspect>of(Layer.values()).toList();
    }

    static List<Aspect> dimensions() {
        return Arrays.<Aspect>stream(Dimension.values()).toList();
    }
}
