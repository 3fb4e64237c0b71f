package dev.baton.event;

/** The name of a stream: a category and an id, as in {@code run/r-0199…}. */
public record StreamId(String value) implements Comparable<StreamId> {
    private static final int LONGEST_ID = 200;

    public StreamId {
        var slash = value.indexOf('/');
        var idLength = value.length() - slash - 1;
        if (slash < 1 || idLength < 1 || idLength > LONGEST_ID || !isWellFormed(value, slash)) {
            throw new IllegalArgumentException("not a stream id (category/id): " + value);
        }
    }

    private static boolean isWellFormed(String value, int slash) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (i != slash && !(i < slash ? isOfCategory(c) : isOfId(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfCategory(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isOfId(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._:@-".indexOf(c) >= 0;
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
