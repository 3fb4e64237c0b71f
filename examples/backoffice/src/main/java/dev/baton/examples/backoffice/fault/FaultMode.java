package dev.baton.examples.backoffice.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The ways in which a healthy operation can be made to misbehave. */
public enum FaultMode {
    /** Waits first, then works as always. */
    DELAY("delay"),
    /** Answers with an error and does nothing. */
    FAIL_BEFORE("fail-before"),
    /** Does the work, then answers with an error. */
    FAIL_AFTER("fail-after"),
    /** Does the work, then closes the connection without an answer. */
    DROP_AFTER("drop-after");

    private final String word;

    FaultMode(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    /** The modes by their word. */
    static Map<String, FaultMode> words() {
        return Arrays.stream(values())
                .collect(Collectors.toMap(FaultMode::word, mode -> mode, (a, _) -> a, LinkedHashMap::new));
    }
}
