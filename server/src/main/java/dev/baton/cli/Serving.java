package dev.baton.cli;

import dev.baton.event.StoreUnavailableException;
import dev.baton.server.BatonServer;
import dev.baton.server.ServerException;
import dev.baton.server.ServerOptions;
import dev.baton.server.StoreLocation;
import dev.baton.workspace.LoadedWorkspace.WorkspaceException;
import dev.baton.workspace.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Starting a server from the command line: what goes wrong becomes a sentence, and Ctrl-C ends it in order. */
final class Serving {
    private Serving() {}

    static ServerOptions options(String address, int port, Path workspace, StoreLocation store, Settings settings) {
        try {
            return new ServerOptions(address, port, workspace, store, settings);
        } catch (IllegalArgumentException e) {
            throw CommandException.unusable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * What the definitions of a workspace refer to.
     *
     * @param config values of the command line, before those of the environment
     * @param secrets a file for what the environment does not have
     */
    static Settings settings(Map<String, String> config, Optional<Path> secrets) {
        try {
            var settings = Settings.of(config, System.getenv());
            return secrets.map(settings::withSecretFile).orElse(settings);
        } catch (Settings.SettingException e) {
            throw CommandException.unusable(String.valueOf(e.getMessage()));
        }
    }

    static BatonServer start(ServerOptions options) throws InterruptedException {
        try {
            return BatonServer.start(options);
        } catch (WorkspaceException e) {
            throw CommandException.unusable("the workspace " + Home.shown(options.workspace()) + " has "
                    + counted(e.problems().size()) + ", so nothing was started:\n" + e.getMessage());
        } catch (ServerException | StoreUnavailableException | Settings.SettingException e) {
            throw CommandException.unusable(String.valueOf(e.getMessage()));
        }
    }

    static String counted(int problems) {
        return problems == 1 ? "a problem" : problems + " problems";
    }

    /** Blocks until the process is told to end, then closes what is given, in that order. */
    static void untilTheEnd(AutoCloseable... resources) throws InterruptedException {
        var ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            for (var resource : resources) {
                                close(resource);
                            }
                            ended.countDown();
                        },
                        "baton-end"));
        ended.await();
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("baton: something did not end well: " + e.getMessage());
        }
    }

    /** Fails early, before anything else is started, when another program listens there. */
    static void mustBeFree(int port, String advice) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw CommandException.unusable("Port " + port + " is taken by another program; " + advice);
        }
    }

    /** The environment, where it does not set them, with some values of ours. */
    static Map<String, String> environmentOr(Map<String, String> otherwise) {
        var merged = new java.util.HashMap<>(otherwise);
        merged.putAll(System.getenv());
        return merged;
    }
}
