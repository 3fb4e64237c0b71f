package dev.baton.server.http;

import dev.baton.json.Json;
import dev.baton.json.JsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Reads and writes {@link Json} bodies: UTF-8, one document, at most {@link #LIMIT} bytes. */
public final class JsonMessages extends AbstractHttpMessageConverter<Json> {
    /** The largest request body in bytes. */
    public static final int LIMIT = 1 << 20;

    public JsonMessages() {
        super(StandardCharsets.UTF_8, MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Json.class.isAssignableFrom(type);
    }

    @Override
    protected Json readInternal(Class<? extends Json> type, HttpInputMessage message) throws IOException {
        var bytes = message.getBody().readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            throw unreadable(
                    ProblemException.of(HttpStatus.CONTENT_TOO_LARGE, "A request body is at most 1 MiB."), message);
        }
        try {
            return Json.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw unreadable(ProblemException.badRequest("The request body is not UTF-8."), message);
        } catch (JsonException e) {
            throw unreadable(ProblemException.badRequest("The request body is " + e.getMessage() + "."), message);
        }
    }

    private static HttpMessageNotReadableException unreadable(ProblemException problem, HttpInputMessage message) {
        return new HttpMessageNotReadableException(problem.detail(), problem, message);
    }

    @Override
    protected void writeInternal(Json json, HttpOutputMessage message) throws IOException {
        message.getBody().write(json.write().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected boolean supportsRepeatableWrites(Json json) {
        return true;
    }
}
