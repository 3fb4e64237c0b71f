package dev.baton.examples.backoffice.crm;

import dev.baton.examples.backoffice.http.BodyFields;
import java.util.Optional;

/** The body of {@code addNote}, and the customer from its path. */
record NewNote(String customerId, String text, Optional<String> reference) {
    static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_REFERENCE = 200;

    static NewNote read(String customerId, BodyFields fields) {
        NewNote note = new NewNote(
                customerId, fields.text("text", LONGEST_TEXT), fields.optionalText("reference", LONGEST_REFERENCE));
        fields.done();
        return note;
    }
}
