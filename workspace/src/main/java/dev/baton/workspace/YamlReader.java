package dev.baton.workspace;

import dev.baton.json.Fields;
import dev.baton.json.Json;
import dev.baton.workspace.YamlDocument.Mistake;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML 1.2 document (core schema) into {@link Json}, remembering where everything stood. Whoever wrote the
 * file is not trusted: tags other than those of JSON values are refused, as are merge keys and keys given twice, and
 * size, depth and the growth by aliases are bounded.
 */
final class YamlReader {
    /** Far more than a definition needs, and little enough to read at once. */
    static final int MAX_CHARACTERS = 1_000_000;

    private static final int MAX_DEPTH = 64;
    private static final int MAX_VALUES = 50_000;

    private final Map<String, Position> positions = new HashMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private int values;

    private YamlReader() {}

    static YamlDocument read(String text) {
        var reader = new YamlReader();
        var json = reader.document(text);
        return new YamlDocument(json, Map.copyOf(reader.positions), List.copyOf(reader.mistakes));
    }

    private Json document(String text) {
        if (text.length() > MAX_CHARACTERS) {
            mistakes.add(new Mistake(Position.START, "longer than " + MAX_CHARACTERS + " characters"));
            return Json.object();
        }
        try {
            checkDepth(text);
            var node = new Compose(settings()).composeString(text);
            return node.isPresent() ? object(node.get()) : nothing();
        } catch (MarkedYamlEngineException e) {
            mistakes.add(new Mistake(position(e.getProblemMark()), "not valid YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            mistakes.add(new Mistake(Position.START, "not valid YAML: " + e.getMessage()));
        } catch (TooMuchException e) {
            mistakes.add(new Mistake(e.position, String.valueOf(e.getMessage())));
        }
        return Json.object();
    }

    private Json nothing() {
        mistakes.add(new Mistake(Position.START, "nothing is defined here"));
        return Json.object();
    }

    private Json object(Node node) {
        var value = value(node, "");
        if (!(value instanceof Json.Obj)) {
            mistake(node, "a definition consists of keys and values, such as 'name: mine'");
        }
        return value;
    }

    private static LoadSettings settings() {
        return LoadSettings.builder()
                .setSchema(new WithoutMerge())
                .setAllowDuplicateKeys(true) // told here, all of them and with their place
                .setMaxAliasesForCollections(20)
                .setCodePointLimit(MAX_CHARACTERS)
                .build();
    }

    /** Composing is recursive, so that a deep document would end in a stack overflow: look at its events first. */
    private static void checkDepth(String text) {
        var depth = 0;
        for (var event : new Parse(settings()).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                throw new TooMuchException(position(event.getStartMark()), "nested more than " + MAX_DEPTH + " deep");
            }
        }
    }

    private Json value(Node node, String path) {
        if (++values > MAX_VALUES) {
            throw new TooMuchException(position(node.getStartMark()), "more than " + MAX_VALUES + " values");
        }
        if (node.isRecursive()) {
            throw new TooMuchException(position(node.getStartMark()), "an alias of something that holds it");
        }
        positions.putIfAbsent(path, position(node.getStartMark()));
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> sequence(sequence, path);
            case MappingNode mapping -> mapping(mapping, path);
            case AnchorNode anchor -> value(anchor.getRealNode(), path);
            default -> throw new IllegalStateException("an unknown node: " + node.getNodeType());
        };
    }

    private Json sequence(SequenceNode node, String path) {
        checkTag(node, Tag.SEQ);
        var items = new ArrayList<Json>();
        for (var item : node.getValue()) {
            items.add(value(item, path + "/" + items.size()));
        }
        return new Json.Arr(items);
    }

    private Json mapping(MappingNode node, String path) {
        checkTag(node, Tag.MAP);

        var members = new LinkedHashMap<String, Json>();
        for (var tuple : node.getValue()) {
            var key = key(tuple.getKeyNode());
            if (key.isEmpty()) {
                continue;
            }
            var name = key.get();
            if (members.containsKey(name)) {
                mistake(tuple.getKeyNode(), "'" + name + "' is here twice");
                continue;
            }
            var memberPath = path + "/" + Fields.escaped(name);
            positions.put(memberPath, position(tuple.getKeyNode().getStartMark()));
            members.put(name, value(tuple.getValueNode(), memberPath));
        }
        return new Json.Obj(members);
    }

    private Optional<String> key(Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            mistake(node, "a key is text");
            return Optional.empty();
        }

        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            mistake(node, "merge keys (<<) are not supported; write the keys out");
            return Optional.empty();
        }
        scalar(scalar);
        return Optional.of(scalar.getValue());
    }

    private Json scalar(ScalarNode node) {
        var text = node.getValue();
        var tag = node.getTag();
        if (tag.equals(Tag.STR)) {
            return Json.text(text);
        } else if (tag.equals(Tag.NULL)) {
            return Json.Null.INSTANCE;
        } else if (tag.equals(Tag.BOOL)) {
            return Json.bool("true".equalsIgnoreCase(text));
        } else if (tag.equals(Tag.INT)) {
            return number(node, text, YamlReader::whole);
        } else if (tag.equals(Tag.FLOAT)) {
            return number(node, text, decimal -> Json.number(Double.parseDouble(decimal)));
        }
        mistake(node, "the tag " + tag + " is not supported");
        return Json.Null.INSTANCE;
    }

    private Json number(ScalarNode node, String text, Function<String, Json> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            mistake(node, "'" + text + "' is not a number that JSON has; quote it if it is text");
            return Json.Null.INSTANCE;
        }
    }

    private static Json whole(String text) {
        var number = text.startsWith("0x")
                ? new BigInteger(text.substring(2), 16)
                : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
        return number.bitLength() < Long.SIZE ? Json.number(number.longValue()) : Json.text(number.toString());
    }

    private void checkTag(Node node, Tag expected) {
        if (!node.getTag().equals(expected)) {
            mistake(node, "the tag " + node.getTag() + " is not supported");
        }
    }

    private void mistake(Node node, String message) {
        mistakes.add(new Mistake(position(node.getStartMark()), message));
    }

    private static Position position(Optional<Mark> mark) {
        return mark.map(place -> new Position(place.getLine() + 1, place.getColumn() + 1))
                .orElse(Position.START);
    }

    /** YAML 1.2 has no merge keys. */
    private static final class WithoutMerge extends CoreSchema {
        @Override
        public ScalarResolver getScalarResolver() {
            return new CoreScalarResolver(false);
        }
    }

    /** Stops reading: going on would cost more than the document is worth. */
    private static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Position position;

        TooMuchException(Position position, String message) {
            super(message, null, false, false);
            this.position = position;
        }
    }
}
