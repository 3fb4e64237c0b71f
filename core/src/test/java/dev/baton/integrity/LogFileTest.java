package dev.baton.integrity;

import static dev.baton.integrity.LogOnPaper.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.event.Hold;
import dev.baton.event.NewEvent;
import dev.baton.event.StoredRow;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logs that are carried in files. */
class LogFileTest {
    private final LogOnPaper log = new LogOnPaper()
            .grow("a", "A1", "A2")
            .grow("b", "B1")
            .grow(
                    run("odd"),
                    new NewEvent(
                            "Odd",
                            LogOnPaper.NOON.plusNanos(1),
                            "person:Jö \"\n",
                            Optional.of("r/\u2028"),
                            Json.object("n", Json.array(Json.number(0.1), Json.number(1e300), Json.Null.INSTANCE))))
            .grow("a", "A3");

    LogFileTest() {
        log.erase(1);
        log.holds.add(new Hold(Hold.digest("k"), run("a")));
        log.wakes.add(new Wake(run("b"), LogOnPaper.NOON));
    }

    private byte[] written() {
        return written(new ByteArrayOutputStream());
    }

    private byte[] written(ByteArrayOutputStream out) {
        var writer = new LogFileWriter(out, LogFileHeader.export(LogOnPaper.NOON, 5, List.of()));
        writer.all(log, new Verification(Expected.NOTHING), row -> true);
        var digest = writer.end();
        assertThat(digest).isEqualTo(Digest.of(out.toByteArray()));
        return out.toByteArray();
    }

    /** Reads as a store does that restores from it. */
    private static LogOnPaper read(byte[] file) {
        var reader = new LogFileReader(new ByteArrayInputStream(file));
        var contents = new Verified(
                reader, new Verification(Expected.of(reader.header().archives())));
        var read = new LogOnPaper();
        LogWalk.rows(contents, read.rows::add);
        LogWalk.holds(contents, read.holds::add);
        LogWalk.wakes(contents, read.wakes::add);
        assertThat(reader.digest()).isEqualTo(Digest.of(file));
        return read;
    }

    @Test
    void givenALog_whenWrittenAndRead_thenEveryByteIsTheSame() {
        var read = read(written());
        assertThat(read.rows).usingRecursiveComparison().isEqualTo(log.rows);
        assertThat(read.holds).isEqualTo(log.holds);
        assertThat(read.wakes).isEqualTo(log.wakes);
        assertThat(read.verify().end()).isEqualTo(log.point());
    }

    @Test
    void givenAFile_thenItIsLinesOfJsonThatAPersonCanRead() {
        var lines = new String(written(), StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.getFirst()).contains("\"baton\":\"log\"", "\"format\":1", "\"position\":5");
        assertThat(lines.get(1))
                .startsWith("{\"position\":2,\"stream\":\"run/a\",\"revision\":1,\"commit\":\"c-1\",\"events\":[{");
        assertThat(lines.get(2)).contains("\"erased\":").doesNotContain("lena");
        assertThat(lines.getLast()).isEqualTo("{\"rows\":4,\"holds\":1,\"wakes\":1,\"end\":\"" + log.point() + "\"}");
    }

    @Test
    void givenAFileThatIsCutAnywhere_thenItIsRefused() {
        var file = written();
        for (var length = 0; length < file.length; length++) {
            var cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> read(cut)).as("%d bytes", length).isInstanceOf(LogFileException.class);
        }
    }

    @Test
    void givenALineTakenOut_orTwice_orMoved_thenItIsRefused() {
        var lines = new String(written(), StandardCharsets.UTF_8).lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            var without = new java.util.ArrayList<>(lines);
            without.remove(i);
            assertRefused(without, "without line " + i);
            var twice = new java.util.ArrayList<>(lines);
            twice.add(i, lines.get(i));
            assertRefused(twice, "with line " + i + " twice");
            var moved = new java.util.ArrayList<>(without);
            moved.add((i + 1) % lines.size(), lines.get(i));
            assertRefused(moved, "with line " + i + " moved");
        }
    }

    private static void assertRefused(List<String> lines, String how) {
        var file = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(file)).as(how).isInstanceOfAny(LogFileException.class, UnsoundLogException.class);
    }

    @Test
    void givenAChangedPayload_thenTheLogIsUnsoundAndTheEventIsNamed() {
        var changed = new String(written(), StandardCharsets.UTF_8).replace("\"of\":\"A3\"", "\"of\":\"X\"");
        assertThatThrownBy(() -> read(changed.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnsoundLogException.class)
                .hasMessageContaining("run/a revision 3, position 5");
    }

    @Test
    void givenSomethingElse_thenItIsSaidWhatItIsNot() {
        assertThatThrownBy(() -> read("hello\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(LogFileException.class)
                .hasMessageContaining("line 1 is not JSON");
        assertThatThrownBy(() -> read("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(LogFileException.class)
                .hasMessageContaining("line 1 is not the header of a log");
        var newer = new String(written(), StandardCharsets.UTF_8).replace("\"format\":1", "\"format\":2");
        assertThatThrownBy(() -> read(newer.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(LogFileException.class)
                .hasMessageContaining("format 2");
    }

    @Test
    void givenAnUnsoundLog_thenItIsNotWrittenAsIfItWereSound() {
        log.tamper(0, packed -> packed.replace("A1", "X1"));
        var verification = new Verification(Expected.NOTHING);
        var writer =
                new LogFileWriter(new ByteArrayOutputStream(), LogFileHeader.export(LogOnPaper.NOON, 5, List.of()));
        writer.all(log, verification, row -> true);
        assertThat(verification.end().isSound()).isFalse();
    }

    @Test
    void givenOnlySomeRowsWanted_thenOnlyThoseAreWritten() {
        var out = new ByteArrayOutputStream();
        var writer = new LogFileWriter(out, LogFileHeader.archive("x", LogOnPaper.NOON, 5));
        writer.all(log, new Verification(Expected.NOTHING), row -> row.stream().equals("run/a"));
        writer.end();
        var reader = new LogFileReader(new ByteArrayInputStream(out.toByteArray()));
        assertThat(reader.header().archive()).contains("x");
        assertThat(reader.rows(0, 10)).extracting(StoredRow::position).containsExactly(2L, 5L);
    }
}
