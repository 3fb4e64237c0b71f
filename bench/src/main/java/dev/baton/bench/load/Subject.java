package dev.baton.bench.load;

import java.io.IOException;

/** Something that can be measured. Used by many threads at a time. */
public interface Subject extends AutoCloseable {

    /**
     * Carries out one run of {@link Work#STEPS} durable steps and returns at its end.
     *
     * @throws Exception when it did not end well: what is not done must not be counted
     */
    void run(Work work) throws Exception;

    @Override
    void close() throws IOException;
}
