package dev.baton.integrity;

/** A log is not what was written, so nothing is done with it. */
public final class UnsoundLogException extends RuntimeException {
    private final transient Report report;

    public UnsoundLogException(Report report) {
        super("the log is not what was written; first: "
                + report.findings().getFirst().words());
        this.report = report;
    }

    public Report report() {
        return report;
    }
}
