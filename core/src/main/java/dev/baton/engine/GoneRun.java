package dev.baton.engine;

import dev.baton.handoff.HandoffState;
import java.time.Instant;

/** A run of which only the traces are left: it ended, and its contents were taken out of the log. */
public sealed interface GoneRun {
    String id();

    String handoff();

    /** When its contents went. */
    Instant goneAt();

    /** What became of it, for people. */
    String words();

    /** What it was about is gone for good; that it was there, and how it ended, is still in the log. */
    record Erased(
            String id,
            String handoff,
            HandoffState state,
            Instant startedAt,
            Instant endedAt,
            Instant goneAt,
            long revision)
            implements GoneRun {
        @Override
        public String words() {
            return "The contents of run " + id + " were erased on " + day(goneAt) + "; it had ended " + state.word()
                    + " on " + day(endedAt) + ".";
        }
    }

    /** It is in an archive. */
    record Archived(String id, String handoff, Instant goneAt, String file) implements GoneRun {
        @Override
        public String words() {
            return "Run " + id + " was archived on " + day(goneAt) + ", into the file " + file + ".";
        }
    }

    private static String day(Instant at) {
        return at.toString().substring(0, 10);
    }
}
