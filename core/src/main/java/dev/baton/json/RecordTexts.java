package dev.baton.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleSerializers;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Names and ids: records that have one spelling, told by a static {@code parse(String)}. */
final class RecordTexts {
    private RecordTexts() {}

    private static Optional<MethodHandle> parser(Class<?> type) {
        if (!type.isRecord()) {
            return Optional.empty();
        }
        try {
            var signature = MethodType.methodType(type, String.class);
            return Optional.of(MethodHandles.publicLookup().findStatic(type, "parse", signature));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return Optional.empty();
        }
    }

    static final class Writers extends SimpleSerializers {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable ValueSerializer<?> findSerializer(
                SerializationConfig config,
                JavaType type,
                BeanDescription.Supplier description,
                JsonFormat.@Nullable Value format) {
            return parser(type.getRawClass()).isPresent()
                    ? ToStringSerializer.instance
                    : super.findSerializer(config, type, description, format);
        }
    }

    static final class Readers extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            var parser = parser(type.getRawClass());
            return parser.isPresent()
                    ? new TextReader(parser.get())
                    : super.findBeanDeserializer(type, config, description);
        }
    }

    private static final class TextReader extends ValueDeserializer<Object> {
        private final MethodHandle parse;

        TextReader(MethodHandle parse) {
            this.parse = parse;
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            var text = parser.getString();
            try {
                return parse.invoke(text);
            } catch (Throwable e) {
                throw new JsonException("'" + text + "' is not as expected: " + e.getMessage(), e);
            }
        }
    }
}
