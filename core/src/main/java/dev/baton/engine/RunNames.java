package dev.baton.engine;

import dev.baton.event.StreamId;
import java.util.regex.Pattern;

/** The ids of a handoff, its run, the run's stream and its approvals; each can be told from the other. */
final class RunNames {
    private static final Pattern RUN = Pattern.compile("r-[0-9a-z]{26}");

    private static final int HANDOFF_LENGTH = 28;

    private RunNames() {}

    static String handoff(String id) {
        return "h-" + id;
    }

    static String run(String id) {
        return "r-" + id;
    }

    static String runOfHandoff(String handoff) {
        return handoff.startsWith("h-") ? "r-" + handoff.substring(2) : handoff;
    }

    static String handoffOfRun(String run) {
        return run.startsWith("r-") ? "h-" + run.substring(2) : run;
    }

    /** Approvals and effects are numbered within their run: {@code r-…-a1}. */
    static String runOfApproval(String approval) {
        var dash = approval.lastIndexOf("-a");
        return dash > 0 ? approval.substring(0, dash) : approval;
    }

    /** Items of the inbox are called by what they wait for: {@code r-…-a1}, {@code r-…-q1}, {@code r-…-failed}. */
    static String runOfItem(String item) {
        var dash = item.lastIndexOf('-');
        return dash > 0 ? item.substring(0, dash) : item;
    }

    static boolean isRun(String id) {
        return RUN.matcher(id).matches();
    }

    static boolean isHandoff(String id) {
        return id.startsWith("h-") && isRun(runOfHandoff(id));
    }

    /** Messages to the outside are called by what they tell of: {@code h-…-7-s1}. */
    static String handoffOfMessage(String message) {
        return message.substring(0, Math.min(HANDOFF_LENGTH, message.length()));
    }

    static StreamId stream(String run) {
        return StreamId.of("run", run);
    }
}
