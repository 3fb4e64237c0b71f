package dev.baton.bench.load;

/** Somebody with a model and a tool who is given a task in words: a candidate of {@code bench planning}. */
public interface Researcher extends AutoCloseable {

    /** The answer to a task, in words. */
    String answer(String task) throws Exception;

    @Override
    void close();
}
