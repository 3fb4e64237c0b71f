package dev.baton.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.ViewStore;
import dev.baton.testkit.ViewStoreContract;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PostgresViewStoreTest extends ViewStoreContract {
    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");

    private final TestDatabase database = new TestDatabase("view_contract");

    @Override
    protected ViewStore open() {
        return PostgresViewStore.openMigrated(database.emptied().address());
    }

    @Test
    void givenTwoNodes_thenOneKeepsAViewUntilItsTimeIsOverOrItGivesUp() {
        try (var here = open();
                var there = PostgresViewStore.openMigrated(database.address())) {
            assertThat(here.keep("runs", "one", NOON, NOON.plusSeconds(3))).isTrue();
            assertThat(there.keep("runs", "two", NOON.plusMillis(2999), NOON.plusSeconds(6)))
                    .isFalse();
            assertThat(there.keep("costs", "two", NOON, NOON.plusSeconds(6))).isTrue();
            assertThat(there.keep("runs", "two", NOON.plusSeconds(3), NOON.plusSeconds(6)))
                    .isTrue();
            assertThat(here.keep("runs", "one", NOON.plusSeconds(4), NOON.plusSeconds(7)))
                    .isFalse();
            assertThat(there.keep("runs", "two", NOON.plusSeconds(4), NOON.plusSeconds(4)))
                    .isTrue();
            assertThat(here.keep("runs", "one", NOON.plusSeconds(4), NOON.plusSeconds(7)))
                    .isTrue();
        }
    }
}
