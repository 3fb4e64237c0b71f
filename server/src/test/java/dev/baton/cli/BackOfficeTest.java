package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BackOfficeTest {
    @TempDir
    private Path folder = Path.of("");

    private BackOffice start(int port) {
        return BackOffice.start(
                System.getProperty("java.class.path"),
                port,
                java.util.OptionalInt.empty(),
                folder,
                "backoffice-demo",
                false);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    @Timeout(120)
    void givenAProcessThatGoesAway_thenItsBackOfficeEndsToo() throws Exception {
        try (var backOffice = start(freePort())) {
            backOffice.awaitHealthy();

            assertThat(backOffice.abandon()).isZero();
        }
    }

    @Test
    @Timeout(120)
    void givenABackOfficeThatCannotStart_thenWaitingForItSaysSo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var backOffice = start(taken.getLocalPort())) {
            assertThatThrownBy(backOffice::awaitHealthy)
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("ended with exit code");
        }
    }
}
