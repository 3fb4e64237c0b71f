package dev.baton.json;

/** How the values of one Java type stand in JSON. */
interface JsonForm {

    Json write(Object value);

    /** @throws JsonException when it is not of this form */
    Object read(Json json);

    /** A form of one text for each value. */
    record Spelled(String what, Writing spelling, Reading parsing) implements JsonForm {
        interface Writing {
            String of(Object value);
        }

        interface Reading {
            Object of(String text);
        }

        @Override
        public Json write(Object value) {
            return Json.text(spelling.of(value));
        }

        @Override
        public Object read(Json json) {
            var text = json.asText()
                    .orElseThrow(() -> new JsonException("expected " + what + " but found " + json.kind()));
            try {
                return parsing.of(text);
            } catch (RuntimeException e) {
                throw new JsonException("'" + text + "' is not " + what + ": " + e.getMessage(), e);
            }
        }
    }
}
