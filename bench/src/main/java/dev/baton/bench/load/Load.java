package dev.baton.bench.load;

/**
 * How much is asked at a time, written {@code reads/64}.
 *
 * @param concurrency how many runs go on at every moment
 */
public record Load(Work work, int concurrency) {
    public Load {
        if (concurrency < 1) {
            throw new IllegalArgumentException("at least one run has to go on, not " + concurrency);
        }
    }

    public static Load parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is not a load (reads/64)");
        }
        return new Load(Work.of(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return work.word() + "/" + concurrency;
    }
}
