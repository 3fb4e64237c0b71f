package dev.baton.server.wiring;

import dev.baton.server.StoreLocation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The name under which a process claims runs and people know it. */
final class NodeName {
    private NodeName() {}

    /**
     * One that no other process has: the machine's, the process's and a few random digits, because processes in
     * containers often share the first two. A store of one process only needs none, and is taken over by its next one at
     * once.
     */
    static String of(StoreLocation store) {
        return switch (store) {
            case StoreLocation.Folder ignored -> "embedded";
            case StoreLocation.Database ignored ->
                host() + "-" + ProcessHandle.current().pid() + "-" + digits();
        };
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "node";
        }
    }

    private static String digits() {
        var bytes = new byte[3];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
