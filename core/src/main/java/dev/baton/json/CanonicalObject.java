package dev.baton.json;

/**
 * Canonical JSON of one object, spelled member by member in their order: for envelopes that are written again and again,
 * and whose largest member may be spelled already.
 */
public final class CanonicalObject {
    private final CanonicalJson out = new CanonicalJson();
    private String last = "";
    private boolean empty = true;

    /** @throws IllegalArgumentException when the name does not come after the one before it */
    public CanonicalObject with(String name, Json value) {
        begin(name);
        out.append(value);
        return this;
    }

    public CanonicalObject with(String name, String text) {
        begin(name);
        out.appendText(WellFormed.text(text));
        return this;
    }

    /** @param canonical a value in its canonical form */
    public CanonicalObject withSpelled(String name, byte[] canonical) {
        begin(name);
        out.appendBytes(canonical);
        return this;
    }

    private void begin(String name) {
        if (!empty && name.compareTo(last) <= 0) {
            throw new IllegalArgumentException("'" + name + "' does not come after '" + last + "'");
        }
        out.appendByte(empty ? '{' : ',');
        out.appendText(name);
        out.appendByte(':');
        last = name;
        empty = false;
    }

    /** The whole object; nothing can be added after this. */
    public byte[] bytes() {
        out.appendAscii(empty ? "{}" : "}");
        return out.bytes();
    }
}
