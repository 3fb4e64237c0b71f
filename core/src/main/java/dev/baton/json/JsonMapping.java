package dev.baton.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Records to {@link Json} and back, by component name. A value of a sealed interface carries the simple name of its
 * record as {@code kind}; empty optionals are left out, and a list that is missing (what was stored before there was
 * one) is empty; unknown members are refused. What is stored is therefore
 * exactly what the records say, without an annotation on any of them. A record with a static {@code parse(String)} is
 * written as its {@code toString()}.
 */
public final class JsonMapping {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new SealedTypesByName())
            .addModule(new SimpleModule()
                    .setSerializers(new RecordTexts.Writers())
                    .setDeserializers(new RecordTexts.Readers())
                    .addSerializer(Json.class, new JsonSerializer())
                    .addDeserializer(Json.class, new AnyJson())
                    .addDeserializer(Json.Obj.class, new ObjectJson()))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .withConfigOverride(
                    List.class, list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .changeDefaultVisibility(visibility -> visibility
                    .withFieldVisibility(JsonAutoDetect.Visibility.ANY)
                    .withGetterVisibility(JsonAutoDetect.Visibility.NONE)
                    .withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private JsonMapping() {}

    /** The object that stands for a record; {@code type} is the declared type, so that a sealed one is named. */
    public static <T> Json toJson(Class<T> type, T value) {
        try (var buffer = TokenBuffer.forGeneration()) {
            MAPPER.writerFor(type).writeValue(buffer, value);
            try (var parser = buffer.asParser()) {
                parser.nextToken();
                return JsonText.read(parser);
            }
        }
    }

    /** The object that stands for a record. */
    @SuppressWarnings("unchecked") // an object's class is a Class of its own type
    public static <T extends Record> Json.Obj toJson(T value) {
        return toJson((Class<T>) value.getClass(), value).asObject();
    }

    /** @throws JsonException naming the member that does not fit */
    public static <T> T fromJson(Json json, Class<T> type) {
        try {
            return MAPPER.readerFor(type).readValue(json.write());
        } catch (JacksonException e) {
            throw new JsonException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Names the record of every sealed interface but {@link Json}, whose form is JSON itself. */
    private static final class SealedTypesByName extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonTypeInfo.@org.jspecify.annotations.Nullable Value findPolymorphicTypeInfo(
                MapperConfig<?> config, Annotated annotated) {
            var type = annotated.getRawType();
            if (type.isInterface() && type.isSealed() && type != Json.class) {
                return JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.SIMPLE_NAME, JsonTypeInfo.As.PROPERTY, "kind", null, false, true);
            }
            return super.findPolymorphicTypeInfo(config, annotated);
        }
    }

    private static final class JsonSerializer extends ValueSerializer<Json> {
        @Override
        public void serialize(Json value, JsonGenerator out, SerializationContext context) {
            JsonText.write(value, out);
        }
    }

    private static final class AnyJson extends ValueDeserializer<Json> {
        @Override
        public Json deserialize(JsonParser parser, DeserializationContext context) {
            return JsonText.read(parser);
        }

        @Override
        public Json getNullValue(DeserializationContext context) {
            return Json.Null.INSTANCE;
        }
    }

    private static final class ObjectJson extends ValueDeserializer<Json.Obj> {
        @Override
        public Json.Obj deserialize(JsonParser parser, DeserializationContext context) {
            return JsonText.read(parser).asObject();
        }
    }
}
