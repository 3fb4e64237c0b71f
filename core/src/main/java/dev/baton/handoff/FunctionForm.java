package dev.baton.handoff;

import dev.baton.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A contract as a function that a model may call, in the form of a provider's API. Calling it is a handoff: the program
 * that runs the model takes the arguments, adds whom it is for, and submits them.
 */
public enum FunctionForm {
    /** Chat completions: {@code tools[]} of OpenAI and whoever is compatible with it. */
    OPENAI {
        @Override
        Json.Obj of(String name, String description, Json.Obj parameters) {
            var function = Json.object("name", Json.text(name))
                    .with("description", description)
                    .with("parameters", parameters);
            return Json.object("type", Json.text("function")).with("function", function);
        }
    },

    /** Messages: {@code tools[]} of Anthropic. */
    ANTHROPIC {
        @Override
        Json.Obj of(String name, String description, Json.Obj parameters) {
            return Json.object("name", Json.text(name))
                    .with("description", description)
                    .with("input_schema", parameters);
        }
    },

    /** Generate content: {@code tools[].functionDeclarations[]} of Google, which takes a part of JSON Schema only. */
    GEMINI {
        @Override
        Json.Obj of(String name, String description, Json.Obj parameters) {
            return Json.object("name", Json.text(name))
                    .with("description", description)
                    .with("parameters", subset(parameters));
        }
    };

    private static final Set<String> IN_GEMINI = Set.of(
            "type",
            "format",
            "title",
            "description",
            "nullable",
            "enum",
            "items",
            "minItems",
            "maxItems",
            "properties",
            "required",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "anyOf",
            "default");
    /** The formats that it knows; it refuses a schema with another one. */
    private static final Set<String> FORMATS = Set.of("date-time", "enum", "float", "double", "int32", "int64");

    abstract Json.Obj of(String name, String description, Json.Obj parameters);

    public Json.Obj of(Contract contract) {
        return of(name(contract), description(contract), CallSchema.withoutIdentity(contract));
    }

    /** The form in the API, as in {@code openai}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FunctionForm> of(String word) {
        return List.of(values()).stream()
                .filter(form -> form.word().equals(word))
                .findFirst();
    }

    /** Names of functions have no dashes with every provider. */
    private static String name(Contract contract) {
        return contract.id().name().replace('-', '_');
    }

    private static String description(Contract contract) {
        var what = contract.description().isBlank() ? contract.id().name().replace('-', ' ') : contract.description();
        return contract.examples().isEmpty()
                ? what
                : what + ". For requests like: "
                        + String.join(
                                "; ", contract.examples().stream().limit(3).toList());
    }

    /** What Gemini's own schema language has; what it lacks still holds when the handoff is submitted. */
    private static Json.Obj subset(Json.Obj schema) {
        Map<String, Json> kept = new LinkedHashMap<>();
        schema.members().forEach((keyword, value) -> {
            if (keyword.equals("properties")) {
                Map<String, Json> properties = new LinkedHashMap<>();
                value.asObject().members().forEach((name, property) -> properties.put(name, within(property)));
                kept.put(keyword, Json.object(properties));
            } else if (keyword.equals("oneOf") || keyword.equals("anyOf")) {
                kept.put(
                        "anyOf",
                        Json.array(value.asArray().stream()
                                .map(FunctionForm::within)
                                .toList()));
            } else if (keyword.equals("items")) {
                kept.put(keyword, within(value));
            } else if (keyword.equals("const")) {
                kept.put("enum", Json.array(value));
            } else if (keyword.equals("format")) {
                value.asText().filter(FORMATS::contains).ifPresent(known -> kept.put(keyword, value));
            } else if (IN_GEMINI.contains(keyword)) {
                kept.put(keyword, value);
            }
        });
        if (kept.containsKey("enum")) {
            // it takes an enum of texts only with its type
            kept.putIfAbsent("type", Json.text("string"));
        }
        return Json.object(kept);
    }

    private static Json within(Json schema) {
        return schema instanceof Json.Obj object ? subset(object) : Json.object();
    }
}
