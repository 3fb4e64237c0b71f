package dev.baton.connect.calendar;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RadicaleBookingTest extends BookingCase {
    @TempDir
    private Path folder = Path.of("");

    @Override
    CalendarServer.Backend backend() throws Exception {
        return Radicale.started(Files.createTempDirectory(folder, "radicale"));
    }
}
