package dev.baton.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.StoreUnavailableException;
import dev.baton.testkit.postgres.PostgresServer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where a database is, without ever telling the password; and databases that are not ours to use. */
class PostgresAddressTest {
    @Test
    void givenAnAddress_thenItsTextNamesHostAndDatabaseAndNoPassword() {
        var address = PostgresAddress.of("jdbc:postgresql://db.example.org:5433/shop?user=baton&password=hush");
        assertThat(address).hasToString("PostgreSQL database shop at db.example.org:5433");
        assertThat(address.schema()).isEqualTo("baton");
    }

    @Test
    void givenNoAddress_thenTheMessageDoesNotRepeatIt() {
        for (var url : List.of("jdbc:mysql://h/d?password=hush", "postgres://h/hush", "")) {
            assertThatThrownBy(() -> PostgresAddress.of(url))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("jdbc:postgresql://host:5432/database")
                    .hasMessageNotContaining("hush");
        }
    }

    @Test
    void givenAPasswordWhereAddressesOfOtherKindsHaveIt_thenTheMessageSaysWhereItBelongs() {
        assertThatThrownBy(() -> PostgresAddress.of("jdbc:postgresql://baton:hush@h/d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("?user=")
                .hasMessageNotContaining("hush");
    }

    @Test
    void givenASchema_thenItIsAPlainName() {
        assertThatThrownBy(() -> PostgresAddress.of("jdbc:postgresql://h/d?currentSchema=x\";drop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema");
    }

    @Test
    void givenAConnection_thenWhatTheDriverTellsOfItHoldsNoPassword() throws Exception {
        var address = PostgresAddress.of(PostgresServer.shared().jdbcUrl() + "&password=hush");
        try (var connection = address.source("test").getConnection()) {
            assertThat(connection.getMetaData().getURL()).doesNotContain("hush");
        }
        var other =
                PostgresAddress.of(PostgresServer.shared().jdbcUrl()).withLogin(Optional.empty(), Optional.of("hush"));
        try (var connection = other.source("test").getConnection()) {
            assertThat(connection.getMetaData().getURL()).doesNotContain("hush");
        }
    }

    @Test
    void givenAnEmptyDatabase_whenSeveralNodesStartAtOnce_thenAllOfThemDo() throws Exception {
        var address = PostgresAddress.of(PostgresServer.shared().jdbcUrl()).inSchema("started_at_once");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var nodes = IntStream.range(0, 4)
                    .mapToObj(ignored -> threads.submit(() -> {
                        PostgresEventStore.open(address).close();
                        return true;
                    }))
                    .toList();
            for (var node : nodes) {
                assertThat(node.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void givenADatabaseOfANewerVersion_thenItIsRefusedInWords() {
        var database = new TestDatabase("newer");
        database.execute("INSERT INTO migration (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success)"
                + " VALUES (99, '99', 'of the future', 'SQL', 'V99__of_the_future.sql', 1, 'baton', 1, true)");
        assertThatThrownBy(() -> PostgresEventStore.open(database.address()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("written by a newer version of Baton (schema 99)");
    }

    @Test
    void givenADatabaseWithoutALog_thenLookingSaysSo() {
        var address = PostgresAddress.of(PostgresServer.shared().jdbcUrl()).inSchema("never_used");
        assertThatThrownBy(() -> PostgresEventStore.look(address))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("there is no log in");
    }
}
