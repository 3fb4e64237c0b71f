package dev.baton.integrity;

import dev.baton.event.Hold;
import dev.baton.event.LogContents;
import dev.baton.event.StoredRow;
import dev.baton.event.Wake;
import dev.baton.json.Digest;
import dev.baton.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;

/**
 * Writes contents of a log as JSON Lines: a header, a line for each row, hold and wake, and a line that tells how many
 * there were. The format is described in docs/guides/integrity.md.
 */
public final class LogFileWriter {
    private final DigestOutputStream out;
    private LogPoint point = LogPoint.START;
    private long rows;
    private long holds;
    private long wakes;

    /** @param out is not closed here */
    public LogFileWriter(OutputStream out, LogFileHeader header) {
        this.out = new DigestOutputStream(out, sha256());
        line(header.toJson().write());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** A row that was found to be sound. */
    public void row(StoredRow row) {
        var head = Json.object("position", Json.number(row.position()))
                .with("stream", row.stream())
                .with("revision", Json.number(row.revision()))
                .with("commit", row.commit())
                .write();
        // the events are JSON already, and stay byte for byte what is stored
        line(head.substring(0, head.length() - 1) + ",\"events\":" + new String(row.packed(), StandardCharsets.UTF_8)
                + "}");
        point = point.after(row);
        rows++;
    }

    public void hold(Hold hold) {
        line(Json.object("hold", Json.text(hold.key().hex()))
                .with("owner", hold.owner().value())
                .write());
        holds++;
    }

    public void wake(Wake wake) {
        line(Json.object("wake", Json.text(wake.stream().value()))
                .with("due", Json.time(wake.due()))
                .write());
        wakes++;
    }

    /** Writes everything, verifying it on the way. */
    public void all(LogContents contents, Verification verification, Predicate<StoredRow> wanted) {
        LogWalk.rows(contents, row -> {
            verification.row(row);
            if (wanted.test(row)) {
                row(row);
            }
        });
        LogWalk.holds(contents, hold -> {
            verification.hold(hold);
            hold(hold);
        });
        LogWalk.wakes(contents, wake -> {
            verification.wake(wake);
            wake(wake);
        });
    }

    /** Writes the last line, and returns the digest of the file. */
    public Digest end() {
        line(new LogFileEnd(rows, holds, wakes, point).toJson().write());
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Digest(HexFormat.of().formatHex(out.getMessageDigest().digest()));
    }

    private void line(String text) {
        try {
            out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
