package dev.baton.json;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The validator's findings in plain words. They tell what the schema asks for, never the value that was given. */
final class SchemaWording {
    private static final int LONGEST = 200;

    private SchemaWording() {}

    static String of(Error error) {
        return shortened(words(error));
    }

    private static String words(Error error) {
        var wanted = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> "needs '" + error.getProperty() + "'";
            case "additionalProperties", "unevaluatedProperties" -> unknownMember(error);
            case "type" -> "must be " + oneOf(wanted, " or ");
            case "enum" -> "must be one of " + oneOf(wanted, ", ");
            case "const" -> "must be " + text(wanted);
            case "pattern" -> "must match the pattern " + text(wanted);
            case "format" -> "must be a valid " + text(wanted);
            case "minLength" -> "must have at least " + text(wanted) + " characters";
            case "maxLength" -> "must have at most " + text(wanted) + " characters";
            case "minItems" -> "must have at least " + text(wanted) + " items";
            case "maxItems" -> "must have at most " + text(wanted) + " items";
            case "minProperties" -> "must have at least " + text(wanted) + " members";
            case "maxProperties" -> "must have at most " + text(wanted) + " members";
            case "minimum" -> "must be at least " + text(wanted);
            case "maximum" -> "must be at most " + text(wanted);
            case "exclusiveMinimum" -> "must be more than " + text(wanted);
            case "exclusiveMaximum" -> "must be less than " + text(wanted);
            case "multipleOf" -> "must be a multiple of " + text(wanted);
            case "uniqueItems" -> "must not hold the same item twice";
            case "contains", "minContains" -> "must hold more items that fit 'contains'";
            case "maxContains" -> "must hold fewer items that fit 'contains'";
            case "dependentRequired" -> "has '" + error.getProperty() + "' and therefore needs other members too";
            case "propertyNames" -> "has a member with a name that does not fit";
            case "false" -> "must not be there";
            case "items", "unevaluatedItems", "additionalItems" -> "has an item too many";
            case "not" -> "must not fit what 'not' describes";
            case "oneOf" -> "must fit exactly one of the alternatives";
            case "anyOf" -> "must fit at least one of the alternatives";
            default -> String.valueOf(error.getMessage());
        };
    }

    private static String unknownMember(Error error) {
        return error.getProperty() == null ? "has a member too many" : "must not have '" + error.getProperty() + "'";
    }

    private static String oneOf(JsonNode wanted, String separator) {
        if (!wanted.isArray()) {
            return text(wanted);
        }
        List<String> words = new ArrayList<>();
        wanted.forEach(value -> words.add(text(value)));
        return String.join(separator, words);
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }
}
