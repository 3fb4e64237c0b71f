package dev.baton.models;

import java.util.Optional;

/** Turns texts into vectors of length 1 that point the same way when the texts mean the same. */
public interface Embeddings {

    /** A machine without any: everything goes by words. */
    Embeddings NONE = text -> Optional.empty();

    /** Empty where the model cannot run; may block while it is being loaded. */
    Optional<float[]> embed(String text);

    /** The cosine of the angle between two vectors of length 1: 1 for the same meaning, about 0 for none in common. */
    static double cosine(float[] one, float[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}
