package dev.baton.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** The network between a store and its database, which can be cut or stand still at a chosen word. */
final class Wire implements AutoCloseable {
    /** What happens at the word, once. */
    enum Fault {
        /** Before the database hears it. */
        CUT_BEFORE,
        /** After the database has answered it, and before the store hears that. */
        CUT_AFTER,
        /** The store's words no longer arrive, until the wire is {@link Wire#release released}. */
        STAND_STILL
    }

    private record Plan(String word, Fault fault, CountDownLatch met) {}

    private final ServerSocket door;
    private final URI server;
    private final Semaphore released = new Semaphore(0);
    private Optional<Plan> plan = Optional.empty();
    private volatile boolean down;

    Wire(String jdbcUrl) {
        server = URI.create(jdbcUrl.substring("jdbc:".length()));
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    PostgresAddress address(PostgresAddress direct) {
        return PostgresAddress.of("jdbc:postgresql://127.0.0.1:" + door.getLocalPort() + server.getPath() + "?"
                        + server.getQuery())
                .inSchema(direct.schema());
    }

    /** Plans a fault for the next time the store says that word; the latch opens when it did. */
    synchronized CountDownLatch at(String word, Fault fault) {
        var met = new CountDownLatch(1);
        plan = Optional.of(new Plan(word, fault, met));
        return met;
    }

    /** Whether new connections come through. */
    void down(boolean isDown) {
        down = isDown;
    }

    void release() {
        released.release(1000);
    }

    private void accept() {
        try {
            while (true) {
                var store = door.accept();
                if (down) {
                    store.close();
                    continue;
                }
                var database = new Socket(server.getHost(), server.getPort());
                var last = new AtomicReference<Optional<Plan>>(Optional.empty());
                Thread.ofVirtual().start(() -> carry(store, database, last));
                Thread.ofVirtual().start(() -> answer(database, store, last));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void carry(Socket store, Socket database, AtomicReference<Optional<Plan>> last) {
        try (store;
                database) {
            InputStream in = store.getInputStream();
            OutputStream out = database.getOutputStream();
            var buffer = new byte[64 << 10];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                var said = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                var met = met(said);
                if (met.isPresent() && !passes(met.get(), last)) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // the other side is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Plan> met(String said) {
        var met = plan.filter(it -> said.contains(it.word()));
        if (met.isPresent()) {
            plan = Optional.empty();
        }
        return met;
    }

    private boolean passes(Plan met, AtomicReference<Optional<Plan>> last) throws InterruptedException {
        switch (met.fault()) {
            case CUT_BEFORE -> {
                met.met().countDown();
                return false;
            }
            case CUT_AFTER -> last.set(Optional.of(met));
            case STAND_STILL -> {
                met.met().countDown();
                released.acquire();
            }
        }
        return true;
    }

    private static void answer(Socket database, Socket store, AtomicReference<Optional<Plan>> last) {
        try (store;
                database) {
            InputStream in = database.getInputStream();
            OutputStream out = store.getOutputStream();
            var buffer = new byte[64 << 10];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (last.get().isPresent()) {
                    last.get().get().met().countDown();
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // the other side is gone
        }
    }

    @Override
    public void close() {
        release();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
