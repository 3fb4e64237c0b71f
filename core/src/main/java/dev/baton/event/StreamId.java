package dev.baton.event;

import java.util.regex.Pattern;

/** The name of a stream: a category and an id, as in {@code run/r-0199…}. */
public record StreamId(String value) implements Comparable<StreamId> {
    private static final Pattern FORM = Pattern.compile("[a-z]+/[A-Za-z0-9._:@-]{1,200}");

    public StreamId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a stream id (category/id): " + value);
        }
    }

    public static StreamId parse(String text) {
        return new StreamId(text);
    }

    public static StreamId of(String category, String id) {
        return new StreamId(category + "/" + id);
    }

    public String category() {
        return value.substring(0, value.indexOf('/'));
    }

    public String id() {
        return value.substring(value.indexOf('/') + 1);
    }

    @Override
    public int compareTo(StreamId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
