package dev.baton.connect;

import dev.baton.json.Json;
import dev.baton.testkit.tool.ToolCase;
import dev.baton.testkit.tool.Trouble;
import dev.baton.tool.ToolName;
import java.util.Optional;
import java.util.Set;

/** A connection {@code shop} that finds an order and pays back with a key, in whatever way it is reached. */
public interface ShopTools extends ToolCase {
    String SECRET = "tok-hunter2";

    @Override
    default Optional<ToolName> read() {
        return Optional.of(new ToolName("shop", "read"));
    }

    @Override
    default Json.Obj readArgs() {
        return Json.object();
    }

    @Override
    default ToolName write() {
        return new ToolName("shop", "write");
    }

    @Override
    default Json.Obj writeArgs() {
        return Json.object("amountMinor", Json.number(500));
    }

    @Override
    default Json.Obj wrongArgs() {
        return Json.object("amountMinor", Json.text("much"));
    }

    @Override
    default boolean keyed() {
        return true;
    }

    @Override
    default Optional<String> secret() {
        return Optional.of(SECRET);
    }

    @Override
    default Set<Trouble> shows() {
        return Set.of(Trouble.values());
    }
}
