package dev.baton.engine;

import dev.baton.event.EventStore;
import dev.baton.event.ViewStore;
import dev.baton.principal.Principal;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Erasing what was said by and done for somebody. */
public interface Erasures {

    /**
     * Erases the contents of every ended run about a subject, of every conversation with it and of what agents
     * remember of it, for good. What is still
     * going on is left alone and named.
     *
     * @param subject as {@code customer:CUS-0001}
     */
    Outcome erase(String subject, Principal by);

    /** What {@link #erase} would do now. */
    Outcome preview(String subject, Principal by);

    /** Erasing in a store that no engine works on. Its lists are emptied, and made again by the next one. */
    static Erasures in(EventStore store, ViewStore views, InstantSource clock) {
        return new Eraser(
                store,
                position -> {
                    Engine.forgetLists(views);
                    views.scrub();
                },
                clock,
                new Ids(clock, new SecureRandom()));
    }

    sealed interface Outcome {
        /**
         * @param erasure the id under which it is on record; empty for a preview and when there was nothing to erase
         * @param remembered whether agents remembered how runs of theirs had ended
         * @param events how many had contents until now
         */
        record Done(
                String erasure,
                List<String> runs,
                List<String> conversations,
                boolean remembered,
                long events,
                List<LeftAlone> leftAlone)
                implements Outcome {}

        record NotAllowed(String message) implements Outcome {}

        /** What was given cannot be the name of anybody. */
        record Invalid(String message) implements Outcome {}
    }

    /** A run or conversation that is still going on. */
    record LeftAlone(String id, String why) {}
}
