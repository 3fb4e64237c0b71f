package dev.baton.connect.method;

import dev.baton.tool.Idempotency;
import dev.baton.tool.JavaTool;
import dev.baton.tool.JavaTools;
import dev.baton.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Methods that count what they did, and go wrong as they are told. Found by {@link java.util.ServiceLoader}. */
public final class Register implements JavaTools {
    static final List<String> DONE = new CopyOnWriteArrayList<>();
    static volatile Trouble trouble = Trouble.NONE;

    private static final Map<String, Entry> ANSWERS = new ConcurrentHashMap<>();
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    enum Trouble {
        NONE,
        REFUSES,
        BREAKS,
        NEVER_ANSWERS
    }

    enum Kind {
        DEBIT,
        CREDIT
    }

    record Question(Optional<String> account) {}

    record Balance(long balanceMinor) {}

    record Posting(String account, long amountMinor, Kind kind, List<String> tags, Optional<String> note) {}

    record Entry(String id) {}

    static void clear() {
        DONE.clear();
        ANSWERS.clear();
        trouble = Trouble.NONE;
    }

    @Override
    public String connection() {
        return "shop";
    }

    @Override
    public List<JavaTool<?, ?>> tools() {
        var key = new Idempotency.Key("effect", Duration.ofDays(1));
        return List.of(
                JavaTool.read("balance", "What is there", Question.class, Balance.class, (question, call) -> {
                    goWrong();
                    return new Balance(DONE.size());
                }),
                JavaTool.write("post", "Posts", Posting.class, Entry.class, key, (posting, call) -> {
                    if (trouble == Trouble.REFUSES) {
                        throw new JavaTool.RefusedException(ToolResult.Refusal.CONFLICT, "the month is closed");
                    }
                    var entry = ANSWERS.computeIfAbsent(call.key().orElseThrow(), effect -> {
                        DONE.add(posting.toString());
                        return new Entry("E-" + effect);
                    });
                    goWrong();
                    return entry;
                }));
    }

    private static void goWrong() throws InterruptedException {
        switch (trouble) {
            case NONE, REFUSES -> {}
            case BREAKS -> throw new IllegalStateException("the password is hunter2");
            case NEVER_ANSWERS -> {
                if (NEVER.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody opens it");
                }
            }
        }
    }
}
