package dev.baton.server.fake;

import dev.baton.engine.Erasures;
import dev.baton.engine.GoneRun;
import dev.baton.engine.HandoffChange;
import dev.baton.engine.HandoffQuery;
import dev.baton.engine.HandoffRequest;
import dev.baton.engine.HandoffView;
import dev.baton.engine.Handoffs;
import dev.baton.engine.JournalEntry;
import dev.baton.engine.RunSummary;
import dev.baton.engine.RunView;
import dev.baton.engine.Runs;
import dev.baton.engine.Submission;
import dev.baton.handoff.ContractId;
import dev.baton.handoff.HandoffState;
import dev.baton.handoff.Receipt;
import dev.baton.json.Json;
import dev.baton.json.JsonSchema;
import dev.baton.json.Problem;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * One contract, {@code damaged-order}, whose runs do nothing until a test moves them. One run per order at a time, keys
 * are remembered.
 */
public final class FakeWork {
    public static final Instant NOW = Instant.parse("2026-01-10T09:00:00Z");
    private static final ContractId CONTRACT = new ContractId("damaged-order", 1);

    private static final GoneRun.Erased ERASED = new GoneRun.Erased(
            "r-erased", "h-erased", HandoffState.COMPLETED, NOW, NOW, Instant.parse("2026-02-01T09:00:00Z"), 3);

    private final List<GoneRun.Erased> erased = new CopyOnWriteArrayList<>();
    private final Map<String, HandoffView> handoffs = new LinkedHashMap<>();
    private final Map<String, HandoffRequest> requests = new LinkedHashMap<>();
    private final Map<String, List<JournalEntry>> journals = new LinkedHashMap<>();
    private Optional<String> notReady = Optional.empty();
    private boolean overloaded;

    private synchronized Submission submit(HandoffRequest request) {
        if (overloaded) {
            return new Submission.Overloaded("10 accepted handoffs wait for their turn", Duration.ofMillis(4500));
        }
        if (notReady.isPresent()) {
            return new Submission.NotReady(notReady.get());
        }
        if (!request.contract().equals(CONTRACT.name())) {
            return new Submission.UnknownContract(
                    "There is no contract '" + request.contract() + "'; did you mean 'damaged-order'?");
        }
        if (request.requester().id().equals("lena")) {
            return new Submission.NotAllowed("person:lena may not submit damaged-order");
        }
        var known = repeated(request);
        if (known.isPresent()) {
            return known.get();
        }
        if (request.input().textAt("orderId").isEmpty()) {
            return new Submission.Invalid(List.of(
                    new Problem("", "'orderId' is missing"), new Problem("/wish", "'money' is not one of refund")));
        }
        var running = running(request.input());
        if (running.isPresent()) {
            return new Submission.AlreadyRunning(
                    running.get().id(), running.get().run());
        }
        return new Submission.Accepted(begin(request), false);
    }

    private Optional<Submission> repeated(HandoffRequest request) {
        return requests.entrySet().stream()
                .filter(known -> request.idempotencyKey().isPresent()
                        && known.getValue().idempotencyKey().equals(request.idempotencyKey()))
                .findFirst()
                .map(known -> known.getValue().equals(request)
                        ? new Submission.Accepted(known(known.getKey()), true)
                        : new Submission.KeyReused(known.getKey()));
    }

    private Optional<HandoffView> running(Json input) {
        return handoffs.values().stream()
                .filter(handoff -> !handoff.state().isTerminal()
                        && handoff.input().get("orderId").equals(input.get("orderId")))
                .findFirst();
    }

    private HandoffView begin(HandoffRequest request) {
        var number = handoffs.size() + 1;
        var handoff = new HandoffView(
                "h-" + number,
                "r-" + number,
                CONTRACT,
                HandoffState.SUBMITTED,
                "Checking your order",
                request.requester().chain(),
                "customer:" + request.input().textAt("customerId").orElse("CUS-0001"),
                request.input().asObject(),
                NOW,
                Optional.empty(),
                Optional.empty(),
                1,
                request.context());
        handoffs.put(handoff.id(), handoff);
        requests.put(handoff.id(), request);
        journals.put(handoff.run(), new ArrayList<>());
        record(handoff.run(), "Submitted", "The handoff was accepted");
        return handoff;
    }

    private void record(String run, String type, String words) {
        var journal = journals.getOrDefault(run, List.of());
        journal.add(new JournalEntry(
                journal.size() + 1L, NOW, "system:baton", Optional.empty(), type, Json.object(), words));
        notifyAll();
    }

    /** Lets a run go on without ending it. */
    public synchronized void work(String handoff, String type) {
        var view = known(handoff);
        move(view, HandoffState.WORKING, Optional.empty(), Optional.empty());
        record(view.run(), type, "The run went on");
    }

    /** Lets a run wait for a person. */
    public synchronized void ask(String handoff, String approval) {
        var view = known(handoff);
        var needs = new HandoffView.Needs.Approval(approval, "refund-lead", NOW.plusSeconds(3600));
        move(view, HandoffState.APPROVAL_REQUIRED, Optional.of(needs), Optional.empty());
        record(view.run(), "ApprovalAsked", "A refund-lead has to decide");
    }

    /** Ends a run. */
    public synchronized void complete(String handoff) {
        var view = known(handoff);
        var confirmation =
                new Receipt.Confirmation("billing", "billing.refund", "refund", "RF-1", NOW, Optional.empty());
        var receipt = new Receipt(
                HandoffState.COMPLETED,
                Optional.of("refunded"),
                Json.object("outcome", Json.text("refunded")),
                Optional.empty(),
                Optional.empty(),
                List.of(confirmation),
                List.of(),
                List.of(),
                Receipt.Cost.NONE,
                NOW,
                NOW,
                List.of());
        move(view, HandoffState.COMPLETED, Optional.empty(), Optional.of(receipt));
        record(view.run(), "Completed", "Refunded");
    }

    /** From now on there is too much to do. */
    public synchronized void overload() {
        overloaded = true;
    }

    public synchronized void refuse(String why) {
        notReady = Optional.of(why);
    }

    private void move(
            HandoffView was, HandoffState state, Optional<HandoffView.Needs> needs, Optional<Receipt> receipt) {
        handoffs.put(
                was.id(),
                new HandoffView(
                        was.id(),
                        was.run(),
                        was.contract(),
                        state,
                        was.message(),
                        was.requester(),
                        was.subject(),
                        was.input(),
                        was.submittedAt(),
                        needs,
                        receipt,
                        was.revision() + 1,
                        was.context()));
    }

    private HandoffView known(String handoff) {
        return find(handoff).orElseThrow();
    }

    private synchronized Optional<HandoffView> find(String handoff) {
        return Optional.ofNullable(handoffs.get(handoff));
    }

    private synchronized Optional<HandoffView> ofRun(String run) {
        return handoffs.values().stream()
                .filter(handoff -> handoff.run().equals(run))
                .findFirst();
    }

    private synchronized List<JournalEntry> journal(String run, long after) {
        return journals.getOrDefault(run, List.of()).stream()
                .filter(entry -> entry.revision() > after)
                .toList();
    }

    private synchronized void awaitUntil(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        var until = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
        }
    }

    /** Knows one ended run about customer CUS-0009, which can be erased once. */
    public Erasures erasures() {
        return new Erasures() {
            @Override
            public Outcome erase(String subject, Principal by) {
                var outcome = preview(subject, by);
                if (outcome instanceof Outcome.Done done && !done.runs().isEmpty()) {
                    erased.add(ERASED);
                    return new Outcome.Done("e-1", done.runs(), List.of(), false, 3, done.leftAlone());
                }
                return outcome;
            }

            @Override
            public Outcome preview(String subject, Principal by) {
                if (!by.has("operator")) {
                    return new Outcome.NotAllowed(by.reference() + " may not erase");
                }
                if (!subject.contains(":")) {
                    return new Outcome.Invalid("'" + subject + "' names nobody");
                }
                var known = subject.equals("customer:CUS-0009") && erased.isEmpty();
                return new Outcome.Done(
                        "",
                        known ? List.of(ERASED.id()) : List.of(),
                        List.of(),
                        false,
                        0,
                        List.of(new LeftAlone("r-going-on", "the run is still going on")));
            }
        };
    }

    public Handoffs handoffs() {
        return new Handoffs() {
            @Override
            public Submission submit(HandoffRequest request) {
                return FakeWork.this.submit(request);
            }

            @Override
            public Optional<HandoffView> find(String handoff) {
                return FakeWork.this.find(handoff);
            }

            @Override
            public Optional<GoneRun> gone(String handoff) {
                return erased.stream()
                        .filter(run -> run.handoff().equals(handoff))
                        .<GoneRun>map(run -> run)
                        .findFirst();
            }

            @Override
            public Optional<HandoffView> await(String handoff, Duration atMost) throws InterruptedException {
                awaitUntil(
                        () -> find(handoff)
                                .filter(view -> !view.state().isTerminal())
                                .isEmpty(),
                        atMost);
                return find(handoff);
            }

            @Override
            public List<HandoffChange> awaitChanges(String handoff, long afterRevision, Duration atMost)
                    throws InterruptedException {
                awaitUntil(() -> revision(handoff) > afterRevision, atMost);
                return revision(handoff) > afterRevision
                        ? find(handoff).map(view -> new HandoffChange(view, NOW)).stream()
                                .toList()
                        : List.of();
            }

            // the newest first
            @Override
            public List<HandoffQuery.Entry> list(HandoffQuery query) {
                return FakeWork.this.list(query);
            }
        };
    }

    private synchronized long revision(String handoff) {
        return find(handoff).map(HandoffView::revision).orElse(0L);
    }

    private synchronized List<HandoffQuery.Entry> list(HandoffQuery query) {
        return handoffs.values().stream()
                .filter(it -> query.context()
                        .map(it.context().orElse(it.id())::equals)
                        .orElse(true))
                .filter(it -> query.requester().map(it.requester()::startsWith).orElse(true))
                .filter(it -> query.subject().map(it.subject()::equals).orElse(true))
                .map(it -> new HandoffQuery.Entry(new HandoffQuery.Place(it.submittedAt(), it.id()), it.state()))
                .toList()
                .reversed()
                .stream()
                .dropWhile(it -> query.after().isPresent()
                        && !it.place().equals(query.after().get()))
                .skip(query.after().isPresent() ? 1 : 0)
                .limit(query.limit())
                .toList();
    }

    public Runs runs() {
        return new Runs() {
            @Override
            public List<RunSummary> list(Optional<HandoffState> state, int limit) {
                return summaries().stream()
                        .filter(run -> state.isEmpty()
                                || run.state().equals(state.get().word()))
                        .limit(limit)
                        .toList();
            }

            @Override
            public Optional<RunView> find(String run) {
                return ofRun(run).map(FakeWork::view);
            }

            @Override
            public Optional<GoneRun> gone(String run) {
                return erased.stream()
                        .filter(it -> it.id().equals(run))
                        .<GoneRun>map(it -> it)
                        .findFirst();
            }

            @Override
            public List<JournalEntry> journal(String run, long afterRevision) {
                return FakeWork.this.journal(run, afterRevision);
            }

            @Override
            public List<JournalEntry> awaitJournal(String run, long afterRevision, Duration atMost)
                    throws InterruptedException {
                awaitUntil(() -> !journal(run, afterRevision).isEmpty(), atMost);
                return journal(run, afterRevision);
            }

            @Override
            public Change cancel(String run, Principal by, String reason, Optional<Boolean> undo) {
                return change(
                        run,
                        by,
                        "CancelRequested",
                        reason + undo.map(it -> ", undo " + it).orElse(""));
            }

            @Override
            public Change answer(String run, Optional<String> question, Json value, Principal by) {
                return FakeWork.this.answer(run, value, by);
            }

            @Override
            public Change resolve(String run, String step, boolean happened, Optional<Json> reference, Principal by) {
                return change(run, by, "EffectResolvedByHand", step + " " + happened + " " + reference);
            }

            @Override
            public Change skip(String run, String step, String reason, Principal by) {
                return change(run, by, "SkippedByHand", step + " " + reason);
            }

            @Override
            public Change retry(String run, String step, Principal by) {
                return change(run, by, "StepRetried", step);
            }
        };
    }

    private synchronized Runs.Change change(String run, Principal by, String type, String words) {
        var handoff = ofRun(run);
        if (handoff.isEmpty()) {
            return new Runs.Change.NotFound("There is no run '" + run + "'.");
        }
        if (!by.has("operator")) {
            return new Runs.Change.NotAllowed(by.reference() + " is no operator");
        }
        if (handoff.get().state().isTerminal()) {
            return new Runs.Change.NotPossible("The run has ended already");
        }
        move(handoff.get(), HandoffState.WORKING, Optional.empty(), Optional.empty());
        record(run, type, words);
        return new Runs.Change.Made(view(ofRun(run).orElseThrow()));
    }

    private synchronized Runs.Change answer(String run, Json value, Principal by) {
        var open = ofRun(run).flatMap(HandoffView::needs).filter(HandoffView.Needs.Input.class::isInstance);
        if (open.isEmpty()) {
            return new Runs.Change.NotPossible("no such question is open");
        }
        var schema = ((HandoffView.Needs.Input) open.get()).schema();
        var problems = JsonSchema.of(schema).validate(value).stream()
                .map(it -> new Problem(it.path(), it.message()))
                .toList();
        if (!problems.isEmpty()) {
            return new Runs.Change.Invalid(problems);
        }
        move(ofRun(run).orElseThrow(), HandoffState.WORKING, Optional.empty(), Optional.empty());
        record(run, "InputGiven", by.id() + " answered " + value.write());
        return new Runs.Change.Made(view(ofRun(run).orElseThrow()));
    }

    /** Lets a run ask whoever the handoff is for. */
    public void question(String handoff, String question) {
        question(handoff, question, Json.object("type", Json.text("integer")));
    }

    public synchronized void question(String handoff, String question, Json.Obj schema) {
        var view = known(handoff);
        var needs = new HandoffView.Needs.Input(
                view.run() + "-q1", "requester", question, Json.object(), schema, NOW.plusSeconds(3600));
        move(view, HandoffState.INPUT_REQUIRED, Optional.of(needs), Optional.empty());
        record(view.run(), "InputAsked", question);
    }

    private synchronized List<RunSummary> summaries() {
        return handoffs.values().stream()
                .map(handoff -> new RunSummary(
                        handoff.run(),
                        handoff.id(),
                        handoff.contract().toString(),
                        "refunds",
                        handoff.state().word(),
                        handoff.subject(),
                        handoff.message(),
                        NOW,
                        NOW,
                        Optional.empty(),
                        handoff.needs().map(needs -> "an answer")))
                .toList()
                .reversed();
    }

    private static RunView view(HandoffView handoff) {
        var step = new RunView.StepView(
                "refund",
                "billing.refund",
                "write",
                List.of("order"),
                RunView.Status.APPROVAL_REQUIRED,
                Optional.of(Json.object("orderId", Json.text("ORD-100234"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                handoff.state().isTerminal() ? List.of() : List.of("retry", "skip", "complete"));
        return new RunView(
                handoff, "refunds", "The claim is settled", List.of(step), List.of(), List.of(), List.of(), List.of());
    }
}
