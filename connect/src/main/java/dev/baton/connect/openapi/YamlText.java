package dev.baton.connect.openapi;

import dev.baton.json.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 of strangers as JSON, straight from the parser's events: what an alias names is shared instead of
 * written out again, so that aliases of aliases cost no more than their text, and the depth is bounded.
 */
final class YamlText {
    private static final int DEEPEST = 200;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

    private final Iterator<Event> events;
    private final Map<String, Json> anchors = new HashMap<>();

    private YamlText(Iterator<Event> events) {
        this.events = events;
    }

    /**
     * The first document of the text, null when there is none.
     *
     * @throws DescriptionException saying where the text stops being YAML, without repeating it
     */
    static Json parse(String text) throws DescriptionException {
        try {
            var reader = new YamlText(new Parse(SETTINGS).parseString(text).iterator());
            while (reader.events.hasNext()) {
                if (reader.events.next() instanceof NodeEvent first) {
                    return reader.value(first, 0);
                }
            }
            return Json.Null.INSTANCE;
        } catch (MarkedYamlEngineException e) {
            throw wrong("", e.getProblemMark());
        } catch (YamlEngineException e) {
            throw wrong("", Optional.empty());
        }
    }

    private Json value(NodeEvent event, int depth) throws DescriptionException {
        if (depth > DEEPEST) {
            throw wrong(": nested more than " + DEEPEST + " deep", event.getStartMark());
        }
        var value = switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> array(depth);
            case MappingStartEvent start -> object(depth);
            case AliasEvent alias -> aliased(alias);
            default -> throw wrong("", event.getStartMark());
        };
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), value));
        return value;
    }

    private Json array(int depth) throws DescriptionException {
        var items = new ArrayList<Json>();
        for (var event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            items.add(value(node(event), depth + 1));
        }
        return new Json.Arr(items);
    }

    private Json object(int depth) throws DescriptionException {
        var members = new LinkedHashMap<String, Json>();
        for (var event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw wrong(": a key that is no text", event.getStartMark());
            }
            if (members.put(key.getValue(), value(node(events.next()), depth + 1)) != null) {
                throw wrong(": a key that is there twice", event.getStartMark());
            }
        }
        return new Json.Obj(members);
    }

    /** An alias within what it names finds nothing yet, so that nothing can contain itself. */
    private Json aliased(AliasEvent alias) throws DescriptionException {
        var named = anchors.get(alias.getAlias().getValue());
        if (named == null) {
            throw wrong(": an alias of nothing, or of what it is part of", alias.getStartMark());
        }
        return named;
    }

    private static NodeEvent node(Event event) throws DescriptionException {
        if (event instanceof NodeEvent node) {
            return node;
        }
        throw wrong("", event.getStartMark());
    }

    private static Json scalar(ScalarEvent event) throws DescriptionException {
        var text = event.getValue();
        var tag = event.isPlain() && event.getTag().isEmpty() ? RESOLVER.resolve(text, true) : Tag.STR;
        try {
            return typed(tag, text);
        } catch (IllegalArgumentException e) {
            throw wrong(": a number that JSON does not have", event.getStartMark());
        }
    }

    private static Json typed(Tag tag, String text) {
        if (tag.equals(Tag.NULL)) {
            return Json.Null.INSTANCE;
        }
        if (tag.equals(Tag.BOOL)) {
            return Json.bool(text.equalsIgnoreCase("true"));
        }
        if (tag.equals(Tag.INT)) {
            return whole(text);
        }
        return tag.equals(Tag.FLOAT) ? Json.number(Double.parseDouble(text)) : Json.text(text);
    }

    private static Json whole(String text) {
        var number = text.startsWith("0x")
                ? new BigInteger(text.substring(2), 16)
                : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
        return number.bitLength() < Long.SIZE ? Json.number(number.longValue()) : Json.text(number.toString());
    }

    private static DescriptionException wrong(String what, Optional<Mark> mark) {
        var at = mark.map(place -> " (line " + (place.getLine() + 1) + ", column " + (place.getColumn() + 1) + ")");
        return new DescriptionException("what is there is neither JSON nor YAML" + what + at.orElse(""));
    }
}
