package dev.baton.bench.subject;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Commits one after the other in a file, each with its length before it. */
record RawFile(FileChannel channel) implements GroupCommit.Medium {

    static RawFile create(Path file) throws IOException {
        return new RawFile(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public void write(List<byte[]> commits) throws IOException {
        var size = commits.stream()
                .mapToInt(commit -> Integer.BYTES + commit.length)
                .sum();
        var buffer = ByteBuffer.allocateDirect(size);
        commits.forEach(commit -> buffer.putInt(commit.length).put(commit));
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
