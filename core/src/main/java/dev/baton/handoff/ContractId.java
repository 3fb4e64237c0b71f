package dev.baton.handoff;

import java.util.regex.Pattern;

/** A contract and its version, written {@code name@version}. */
public record ContractId(String name, int version) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    public ContractId {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a contract name (small letters, digits, dashes)");
        }
        if (version < 1) {
            throw new IllegalArgumentException("versions start at 1, not " + version);
        }
    }

    public static ContractId parse(String text) {
        var at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("'" + text + "' has no version (name@version)");
        }
        return new ContractId(text.substring(0, at), Integer.parseInt(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}
