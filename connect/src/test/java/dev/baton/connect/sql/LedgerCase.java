package dev.baton.connect.sql;

import dev.baton.connect.Connections;
import dev.baton.connect.Given;
import dev.baton.json.Json;
import dev.baton.testkit.SettableClock;
import dev.baton.testkit.tool.ToolCase;
import dev.baton.testkit.tool.Trouble;
import dev.baton.tool.Access;
import dev.baton.tool.ConnectionDefinition;
import dev.baton.tool.ConnectionOptions;
import dev.baton.tool.Operation;
import dev.baton.tool.ToolName;
import dev.baton.tool.Toolbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A ledger with accounts to read and entries to write, on any database. */
final class LedgerCase implements ToolCase {
    /** What differs between the databases. */
    interface Place {
        /** As the connection's file has it. */
        String url();

        /** For the test itself. */
        Connection connect() throws SQLException;

        /** Has every new entry refused. */
        String refusing();

        /** Keeps everybody else waiting while the transaction is open. */
        String locking();

        void remove() throws SQLException;
    }

    static final ConnectionOptions WITH_EFFECTS = new ConnectionOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            java.util.Map.of(),
            Optional.of("baton_effects"));

    private final Place place;
    private final Connections connections;
    private Optional<Connection> holder = Optional.empty();

    LedgerCase(Place place) throws Exception {
        this.place = place;
        execute("create table account (id varchar(20) primary key, balance_minor bigint not null)");
        execute("create table entry (account varchar(20) not null, amount_minor bigint not null)");
        execute("insert into account values ('A-1', 500)");
        connections =
                Connections.open(List.of(definition(place.url())), text -> text, Path.of("."), new SettableClock());
    }

    static ConnectionDefinition definition(String url) {
        return Given.connection(url)
                .type("sql")
                .tool(
                        "read",
                        Given.declared(
                                statement(
                                        "select id, balance_minor from account where id = :id",
                                        false,
                                        "{\"id\": {\"type\": \"string\"}}",
                                        Operation.Answer.ONE),
                                Access.READ,
                                Optional.empty()))
                .tool(
                        "write",
                        Given.declared(
                                statement(
                                        "insert into entry (account, amount_minor) values (:account, :amount)",
                                        true,
                                        "{\"account\": {\"type\": \"string\"}, \"amount\": {\"type\": \"integer\"}}",
                                        Operation.Answer.COUNT),
                                Access.WRITE,
                                Optional.empty()))
                .options(WITH_EFFECTS)
                .definition();
    }

    static Operation.Statement statement(String sql, boolean write, String args, Operation.Answer answer) {
        var properties = Json.parse(args).asObject();
        var schema = Json.object("type", Json.text("object"))
                .with("additionalProperties", Json.bool(false))
                .with("properties", properties)
                .with("required", Json.texts(properties.members().keySet()));
        return new Operation.Statement(sql, write, schema, answer, 3);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = place.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Toolbox tools() {
        return connections;
    }

    @Override
    public Optional<ToolName> read() {
        return Optional.of(new ToolName("shop", "read"));
    }

    @Override
    public Json.Obj readArgs() {
        return Json.object("id", Json.text("A-1"));
    }

    @Override
    public ToolName write() {
        return new ToolName("shop", "write");
    }

    @Override
    public Json.Obj writeArgs() {
        return Json.object("account", Json.text("A-1' or 'x' = 'x")).with("amount", Json.number(5));
    }

    @Override
    public Json.Obj wrongArgs() {
        return writeArgs().with("amount", Json.text("much"));
    }

    @Override
    public List<String> effects() {
        letGo();
        try (var connection = place.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select account from entry")) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public boolean keyed() {
        return true;
    }

    @Override
    public Optional<String> secret() {
        return Optional.empty();
    }

    @Override
    public Set<Trouble> shows() {
        return Set.of(Trouble.REFUSES, Trouble.IS_GONE, Trouble.NEVER_ANSWERS);
    }

    @Override
    public void begin(Trouble trouble) throws Exception {
        switch (trouble) {
            case REFUSES -> execute(place.refusing());
            case IS_GONE -> place.remove();
            case NEVER_ANSWERS -> {
                var held = place.connect();
                held.createStatement().execute(place.locking());
                holder = Optional.of(held);
            }
            case CUTS_ANSWERS, ANSWERS_TOO_MUCH, ANSWERS_NONSENSE, REPEATS_SECRETS ->
                throw new IllegalArgumentException("a database does not show " + trouble);
        }
    }

    @Override
    public void close() {
        connections.close();
        letGo();
    }

    private void letGo() {
        try {
            if (holder.isPresent()) {
                holder.get().close();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A file. */
    record SqliteFile(Path file) implements Place {
        @Override
        public String url() {
            return "jdbc:sqlite:" + file;
        }

        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url());
        }

        @Override
        public String refusing() {
            return "create trigger no before insert on entry begin select raise(abort, 'no'); end";
        }

        @Override
        public String locking() {
            return "begin exclusive";
        }

        @Override
        public void remove() {
            if (!file.toFile().delete()) {
                throw new AssertionError(file + " is still there");
            }
        }
    }
}
