package dev.baton.connect.calendar;

import dev.baton.json.Json;
import dev.baton.tool.Operation.Deed;

/** What each deed takes and answers, the same for every calendar. */
final class DeedSchemas {
    private static final String TIME = "{\"type\": \"string\", \"format\": \"date-time\"}";
    private static final String SPAN = "\"from\": " + TIME + ", \"to\": " + TIME;
    private static final String ID = "\"id\": {\"type\": \"string\", \"minLength\": 1, \"maxLength\": 255}";

    private DeedSchemas() {}

    static Json.Obj arguments(Deed deed) {
        return switch (deed) {
            case BUSY -> object("\"from\", \"to\"", SPAN);
            case CREATE ->
                object(
                        "\"title\", \"from\", \"to\"",
                        "\"title\": {\"type\": \"string\", \"minLength\": 1, \"maxLength\":"
                                + " 200}, \"description\": {\"type\": \"string\", \"maxLength\": 4000}, \"location\": {\"type\":"
                                + " \"string\", \"maxLength\": 200}, " + SPAN);
            case MOVE -> object("\"id\", \"from\", \"to\"", ID + ", " + SPAN);
            case CANCEL -> object("\"id\"", ID);
        };
    }

    static Json.Obj answer(Deed deed) {
        var span = "{\"type\": \"object\", \"required\": [\"from\", \"to\"], \"properties\": {" + SPAN + "}}";
        return switch (deed) {
            case BUSY -> object("\"busy\"", "\"busy\": {\"type\": \"array\", \"items\": " + span + "}");
            case CREATE -> object("\"id\", \"from\", \"to\"", ID + ", " + SPAN);
            case MOVE -> object("\"id\", \"from\", \"to\", \"before\"", ID + ", " + SPAN + ", \"before\": " + span);
            case CANCEL -> object("\"id\"", ID);
        };
    }

    static String description(Deed deed) {
        return switch (deed) {
            case BUSY -> "Tells when the calendar is taken between two times";
            case CREATE -> "Enters an event";
            case MOVE -> "Moves a single event to another time";
            case CANCEL -> "Cancels a single event";
        };
    }

    private static Json.Obj object(String required, String properties) {
        return Json.parse("{\"type\": \"object\", \"additionalProperties\": false, \"required\": [" + required
                        + "], \"properties\": {" + properties + "}}")
                .asObject();
    }
}
