package dev.baton.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.json.Json;
import dev.baton.principal.Principal;
import dev.baton.tool.Access;
import dev.baton.tool.Idempotency;
import dev.baton.tool.Tool;
import dev.baton.tool.ToolCall;
import dev.baton.tool.ToolName;
import dev.baton.tool.ToolResult;
import dev.baton.tool.ToolResult.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every kind of connection promises: above all that nobody has to guess whether a write was done. A test of one
 * extends this class and says how a system of that kind is connected; what a kind cannot show is skipped, and said so.
 */
@Timeout(120)
public abstract class ToolContract {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** A system without troubles, newly connected. Called once per test. */
    protected abstract ToolCase open() throws Exception;

    private static Tool tool(ToolCase system, ToolName name) {
        return system.tools()
                .find(name)
                .orElseThrow(() -> new AssertionError("no tool " + name + " among "
                        + system.tools().specs().stream()
                                .map(spec -> spec.name())
                                .toList()));
    }

    private static void assertReads(ToolCase system, Duration timeout, Consumer<ToolResult> judged)
            throws InterruptedException {
        if (system.read().isPresent()) {
            judged.accept(read(tool(system, system.read().get()), system, timeout));
        }
    }

    private static ToolResult read(Tool read, ToolCase system, Duration timeout) throws InterruptedException {
        return read.call(new ToolCall(system.readArgs(), Optional.empty(), Principal.SYSTEM, timeout));
    }

    private static ToolResult write(ToolCase system, Json.Obj args, String key, Duration timeout)
            throws InterruptedException {
        return tool(system, system.write()).call(new ToolCall(args, Optional.of(key), Principal.SYSTEM, timeout));
    }

    private static ToolResult write(ToolCase system) throws InterruptedException {
        return write(system, system.writeArgs(), "eff-1", LONG);
    }

    private static void assumeShows(ToolCase system, Trouble trouble) {
        assumeTrue(
                system.shows().contains(trouble), "skipped: a system of this kind cannot be made to show " + trouble);
    }

    @Test
    void givenASystem_thenItsToolsSayWhetherTheyWrite() throws Exception {
        try (var system = open()) {
            system.read()
                    .ifPresent(read ->
                            assertThat(tool(system, read).spec().access()).isEqualTo(Access.READ));
            assertThat(tool(system, system.write()).spec().access()).isEqualTo(Access.WRITE);
            assertThat(tool(system, system.write()).spec().idempotency() instanceof Idempotency.Key)
                    .isEqualTo(system.keyed());
        }
    }

    @Test
    void whenItIsRead_thenTheAnswerComesAndNothingIsDone() throws Exception {
        try (var system = open()) {
            assumeTrue(system.read().isPresent(), "skipped: a system of this kind has no reads");
            assertReads(system, LONG, read -> assertThat(read).isInstanceOf(ToolResult.Done.class));
            assertThat(system.effects()).isEmpty();
        }
    }

    @Test
    void whenItIsWritten_thenItIsDoneOnce() throws Exception {
        try (var system = open()) {
            assertThat(write(system)).isInstanceOf(ToolResult.Done.class);
            assertThat(system.effects()).hasSize(1);
        }
    }

    @Test
    void givenKeys_whenTheSameWriteIsSentAgain_thenItIsDoneOnceAndAnswersTheSame() throws Exception {
        try (var system = open()) {
            assumeTrue(system.keyed(), "skipped: a system of this kind takes no idempotency key");
            var first = write(system);
            var second = write(system);
            assertThat(first).isInstanceOf(ToolResult.Done.class);
            assertThat(second).isEqualTo(first);
            assertThat(system.effects()).hasSize(1);
        }
    }

    @Test
    void givenKeys_whenNoneIsGiven_thenNothingIsSent() throws Exception {
        try (var system = open()) {
            assumeTrue(system.keyed(), "skipped: a system of this kind takes no idempotency key");
            var call = new ToolCall(system.writeArgs(), Optional.empty(), Principal.SYSTEM, LONG);
            assertThat(tool(system, system.write()).call(call)).isInstanceOf(ToolResult.Refused.class);
            assertThat(system.effects()).isEmpty();
        }
    }

    @Test
    void givenArgumentsThatDoNotFit_thenNothingIsSent() throws Exception {
        try (var system = open()) {
            assertThat(write(system, system.wrongArgs(), "eff-1", LONG))
                    .isInstanceOfSatisfying(ToolResult.Refused.class, refused -> {
                        assertThat(refused.refusal()).isEqualTo(Refusal.INVALID);
                        assertThat(refused.reason()).contains(system.write().toString(), "was not called");
                    });
            assertThat(system.effects()).isEmpty();
        }
    }

    @Test
    void givenASystemThatRefuses_thenItIsARefusalAndNothingIsDone() throws Exception {
        try (var system = open()) {
            assumeShows(system, Trouble.REFUSES);
            system.begin(Trouble.REFUSES);
            assertThat(write(system)).isInstanceOf(ToolResult.Refused.class);
            assertThat(system.effects()).isEmpty();
        }
    }

    @Test
    void givenASystemThatIsGone_thenNothingWasDone() throws Exception {
        try (var system = open()) {
            var write = tool(system, system.write());
            var read = system.read().map(name -> tool(system, name));
            assumeShows(system, Trouble.IS_GONE);
            system.begin(Trouble.IS_GONE);
            assertThat(write.call(new ToolCall(system.writeArgs(), Optional.of("eff-1"), Principal.SYSTEM, LONG)))
                    .isInstanceOf(ToolResult.Unavailable.class);
            if (read.isPresent()) {
                assertThat(read(read.get(), system, LONG)).isInstanceOf(ToolResult.Unavailable.class);
            }
        }
    }

    @Test
    void givenAnAnswerThatIsCutOff_thenAWriteIsUnknownAndAReadMayBeTriedAgain() throws Exception {
        try (var system = open()) {
            assumeShows(system, Trouble.CUTS_ANSWERS);
            system.begin(Trouble.CUTS_ANSWERS);
            assertThat(write(system)).isInstanceOf(ToolResult.Unknown.class);
            assertReads(system, LONG, read -> assertThat(read).isInstanceOf(ToolResult.Unavailable.class));
        }
    }

    @Test
    void givenNoAnswer_thenTheCallEndsInTimeAndAWriteIsUnknownUnlessItCannotHaveBeenDone() throws Exception {
        try (var system = open()) {
            assumeShows(system, Trouble.NEVER_ANSWERS);
            system.begin(Trouble.NEVER_ANSWERS);
            var start = System.nanoTime();
            var written = write(system, system.writeArgs(), "eff-1", SHORT);
            assertThat(written).isInstanceOfAny(ToolResult.Unknown.class, ToolResult.Unavailable.class);
            assertReads(system, SHORT, read -> assertThat(read).isInstanceOf(ToolResult.Unavailable.class));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
            if (written instanceof ToolResult.Unavailable) {
                assertThat(system.effects())
                        .as("whoever says that nothing was done has to be right")
                        .isEmpty();
            }
        }
    }

    @Test
    void givenAnAnswerThatIsTooLarge_thenItIsNotTaken() throws Exception {
        try (var system = open()) {
            assumeShows(system, Trouble.ANSWERS_TOO_MUCH);
            system.begin(Trouble.ANSWERS_TOO_MUCH);
            assertReads(system, LONG, read -> assertThat(read).isNotInstanceOf(ToolResult.Done.class));
            assertThat(write(system)).isInstanceOf(ToolResult.Unknown.class);
        }
    }

    @Test
    void givenAnAnswerThatDoesNotFitItsDescription_thenAReadIsRefusedAndAWriteUnknown() throws Exception {
        try (var system = open()) {
            assumeShows(system, Trouble.ANSWERS_NONSENSE);
            system.begin(Trouble.ANSWERS_NONSENSE);
            assertReads(system, LONG, read -> assertThat(read).isInstanceOf(ToolResult.Refused.class));
            assertThat(write(system)).isInstanceOf(ToolResult.Unknown.class);
        }
    }

    @Test
    void givenASystemThatRepeatsSecrets_thenNobodyIsToldThem() throws Exception {
        try (var system = open()) {
            assumeTrue(system.secret().isPresent(), "skipped: nothing secret is sent to a system of this kind");
            assumeShows(system, Trouble.REPEATS_SECRETS);
            system.begin(Trouble.REPEATS_SECRETS);
            var secret = system.secret().orElseThrow();
            assertThat(write(system).toString()).doesNotContain(secret);
            assertReads(system, LONG, read -> assertThat(read.toString()).doesNotContain(secret));
            assertThat(tool(system, system.write()).toString()).doesNotContain(secret);
            assertThat(system.tools().toString()).doesNotContain(secret);
        }
    }
}
