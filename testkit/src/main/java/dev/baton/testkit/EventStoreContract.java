package dev.baton.testkit;

import dev.baton.event.EventStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * What every log promises. A test of a store extends this class and says how one is opened; everything else is
 * inherited.
 */
public abstract class EventStoreContract {

    /** A store without contents. Called once per test. */
    protected abstract EventStore open();

    /** Closes a store that {@link #open} gave, if that was not done yet, and opens the same contents again. */
    protected abstract EventStore reopen(EventStore store);

    /** Another store on the same contents, as another node has it; for one process only it is the same one. */
    protected EventStore beside(EventStore store) {
        return store;
    }

    @Nested
    @DisplayName("nodes")
    class Nodes extends NodesContract {
        Nodes() {
            super(EventStoreContract.this);
        }
    }

    @Nested
    @DisplayName("commits")
    class Commits extends CommitContract {
        Commits() {
            super(EventStoreContract.this);
        }
    }

    @Nested
    @DisplayName("holds")
    class Holds extends HoldContract {
        Holds() {
            super(EventStoreContract.this);
        }
    }

    @Nested
    @DisplayName("wakes")
    class Wakes extends WakeContract {
        Wakes() {
            super(EventStoreContract.this);
        }
    }

    @Nested
    @DisplayName("claims")
    class Claims extends ClaimContract {
        Claims() {
            super(EventStoreContract.this);
        }
    }

    @Nested
    @DisplayName("reading")
    class Reading extends ReadingContract {
        Reading() {
            super(EventStoreContract.this);
        }
    }

    @Nested
    @DisplayName("concurrency")
    class Concurrency extends ConcurrencyContract {
        Concurrency() {
            super(EventStoreContract.this);
        }
    }

    @Nested
    @DisplayName("snapshots")
    class Snapshots extends SnapshotContract {
        Snapshots() {
            super(EventStoreContract.this);
        }
    }

    @Nested
    @DisplayName("erasing")
    class Erasing extends ErasingContract {
        Erasing() {
            super(EventStoreContract.this);
        }
    }

    @Nested
    @DisplayName("archiving")
    class Archiving extends ArchivingContract {
        Archiving() {
            super(EventStoreContract.this);
        }
    }

    @Nested
    @DisplayName("restoring")
    class Restoring extends RestoringContract {
        Restoring() {
            super(EventStoreContract.this);
        }
    }
}
