package dev.baton.server.door.hook;

/** Whether a delivery comes from whom it should come from. */
sealed interface Verdict {
    /** @param id the same when the same is delivered again; covered by what was verified */
    record Genuine(String id) implements Verdict {}

    /** @param reason in words that hold nothing of the delivery and nothing of the secret */
    record Refused(Why why, String reason) implements Verdict {}

    /** Why a delivery is refused; its name is what operators see in the metric. */
    enum Why {
        UNSIGNED,
        FORGED,
        STALE
    }

    static Verdict unsigned(String reason) {
        return new Refused(Why.UNSIGNED, reason);
    }

    static Verdict forged() {
        return new Refused(Why.FORGED, "the signature does not fit the body and any secret of this trigger");
    }
}
