package dev.baton.examples.backoffice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON the same way everywhere: absent stays absent, fields keep their declared order. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(old -> old.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private Json() {}

    /** The JSON text of a value. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The UTF-8 bytes of the JSON text of a value. */
    public static byte[] bytes(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads one JSON value.
     *
     * @throws tools.jackson.core.JacksonException when the bytes are not exactly one JSON value, or repeat a field
     */
    public static JsonNode read(byte[] bytes) {
        return MAPPER.readTree(bytes);
    }
}
