package dev.baton.server.fake;

import dev.baton.engine.Levels;
import dev.baton.engine.Oversight;
import dev.baton.engine.Reviews;
import dev.baton.engine.Shadows;
import dev.baton.json.Json;
import dev.baton.oversight.Act;
import dev.baton.oversight.AgentRecord;
import dev.baton.oversight.Agreement;
import dev.baton.policy.Level;
import dev.baton.principal.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One agent at level autonomous, one write that it did unasked, and one run in the shadow. */
final class FakeOversight {
    static final String REVIEW = "r-1-v1";
    static final String SHADOW = "r-2";

    private static final Json.Obj ARGS =
            Json.object("amountMinor", Json.number(8000)).with("currency", "EUR");
    private static final List<Act> WOULD = List.of(new Act("billing.refund", ARGS));

    private volatile AgentRecord agent = AgentRecord.NONE;
    private volatile Optional<Reviews.Said> said = Optional.empty();
    private volatile Optional<Shadows.People> people = Optional.empty();

    Oversight oversight() {
        return new Oversight(new FakeLevels(), new FakeReviews(), new FakeShadows());
    }

    private Levels.AgentLevel level() {
        return new Levels.AgentLevel(
                "refunds",
                "Settles claims",
                Level.AUTONOMOUS,
                agent.level(Level.AUTONOMOUS),
                agent,
                Set.of("operator", "refund-lead"));
    }

    private final class FakeLevels implements Levels {
        @Override
        public List<AgentLevel> list() {
            return List.of(level());
        }

        @Override
        public Optional<AgentLevel> find(String name) {
            return Optional.of(level()).filter(it -> it.agent().equals(name));
        }

        @Override
        public Levels.Outcome set(String name, Level to, Optional<String> reason, Principal by) {
            if (find(name).isEmpty()) {
                return new Levels.Outcome.NotFound("there is no agent '" + name + "'");
            }
            if (!level().maySet(to, by)) {
                return new Levels.Outcome.NotAllowed(by.reference() + " may not set it");
            }
            agent = new AgentRecord(
                    Optional.of(new AgentRecord.Cap(to, by.reference(), FakeWork.NOW, reason)),
                    agent.fine(),
                    agent.notFine());
            return new Levels.Outcome.Done(level(), name + " is at level " + to.word() + " now");
        }
    }

    private final class FakeReviews implements Reviews {
        @Override
        public Optional<ReviewView> find(String item) {
            return item.equals(REVIEW)
                    ? Optional.of(new ReviewView(
                            REVIEW,
                            "r-1",
                            "refunds",
                            "damaged-order@1",
                            "customer:CUS-0001",
                            Json.object("orderId", Json.text("ORD-100234")),
                            "refund",
                            "billing.refund",
                            "refunds/larger-refund",
                            "refund-lead",
                            "refund is allowed by refunds/larger-refund (facts.order.totalMinor was 8000)",
                            ARGS,
                            Json.object("id", Json.text("REF-1")),
                            FakeWork.NOW,
                            said))
                    : Optional.empty();
        }

        @Override
        public Optional<String> obstacle(ReviewView review, Principal by) {
            return by.has("refund-lead") ? Optional.empty() : Optional.of(by.reference() + " may not judge this");
        }

        @Override
        public Reviews.Outcome review(String item, boolean fine, Optional<String> comment, Principal by) {
            var review = find(item);
            if (review.isEmpty()) {
                return new Reviews.Outcome.NotFound("nothing called '" + item + "' is to be looked at");
            }
            var obstacle = obstacle(review.get(), by);
            if (obstacle.isPresent()) {
                return new Reviews.Outcome.NotAllowed(obstacle.get());
            }
            if (!fine && comment.isEmpty()) {
                return new Reviews.Outcome.Conflict("what was not right about it? Say so in a comment");
            }
            said = Optional.of(new Said(fine, comment, by.reference(), FakeWork.NOW));
            return new Reviews.Outcome.Done(
                    find(item).orElseThrow(), level(), fine ? "found fine" : "kept as not fine");
        }
    }

    private final class FakeShadows implements Shadows {
        @Override
        public Summary of(String name, int limit) {
            var known = people.isPresent() ? 1 : 0;
            var agreed = find(SHADOW)
                    .flatMap(ShadowView::agreement)
                    .filter(Agreement::isFull)
                    .isPresent();
            return new Summary(name, find(SHADOW).stream().toList(), known, agreed ? 1 : 0);
        }

        @Override
        public Optional<ShadowView> find(String run) {
            return run.equals(SHADOW)
                    ? Optional.of(new ShadowView(
                            SHADOW,
                            "refunds",
                            "damaged-order@1",
                            "customer:CUS-0001",
                            Json.object("orderId", Json.text("ORD-100234")),
                            FakeWork.NOW,
                            WOULD,
                            people,
                            people.map(it -> Agreement.of(WOULD, it.acts(), false))))
                    : Optional.empty();
        }

        @Override
        public Shadows.Outcome tell(String run, List<Act> acts, Optional<String> comment, Principal by) {
            if (find(run).isEmpty()) {
                return new Shadows.Outcome.NotFound("there is no run '" + run + "' that ended in the shadow");
            }
            if (!by.has("operator")) {
                return new Shadows.Outcome.NotAllowed(by.reference() + " may not tell what people did");
            }
            people = Optional.of(new People(acts, by.reference(), FakeWork.NOW, comment));
            return new Shadows.Outcome.Done(find(run).orElseThrow());
        }
    }
}
