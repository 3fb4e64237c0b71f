package dev.baton.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.RunView.Status;
import dev.baton.engine.RunView.StepView;
import dev.baton.server.console.PlanGraph.Box;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlanGraphTest {
    private static final List<Status> ANY_STATUS = List.copyOf(EnumSet.allOf(Status.class));
    private static final Pattern END = Pattern.compile("M([0-9.]+) ([0-9.]+) .*L([0-9.]+) ([0-9.]+)");

    private static StepView step(String id, Status status, List<String> after) {
        return new StepView(
                id,
                "shop.tool",
                "read",
                after,
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void givenAChain_thenEachStepStandsAfterTheOneItWaitsFor() {
        var steps = List.of(
                step("order", Status.DONE, List.of()),
                step("refund", Status.APPROVAL_REQUIRED, List.of("order")),
                step("note", Status.WAITING, List.of("refund")));

        var across = PlanGraph.across(steps).boxes();
        var down = PlanGraph.down(steps).boxes();

        assertThat(across).extracting(Box::x).isSorted().doesNotHaveDuplicates();
        assertThat(down).extracting(Box::y).isSorted().doesNotHaveDuplicates();
        assertThat(across.get(1).look().word()).isEqualTo("needs approval");
    }

    @Test
    void givenAStepPerElement_thenWhoWaitsForItWaitsForAll() {
        var steps = List.of(
                step("pay[0]", Status.DONE, List.of()),
                step("pay[1]", Status.RUNNING, List.of()),
                step("note", Status.WAITING, List.of("pay")));

        assertThat(PlanGraph.across(steps).lines())
                .extracting(PlanGraph.Line::passed)
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void givenNoSteps_thenThereIsNothingToDraw() {
        assertThat(PlanGraph.across(List.of()).boxes()).isEmpty();
    }

    @Test
    void givenALongName_thenItIsCutAndTheBoxStaysInBounds() {
        var box = PlanGraph.across(List.of(step("x".repeat(300), Status.DONE, List.of())))
                .boxes()
                .getFirst();

        assertThat(box.name()).hasSizeLessThan(30).endsWith("…");
        assertThat(box.width()).isLessThan(300);
    }

    @Test
    void givenAnyPlan_thenNoBoxesOverlapAndEveryLineGoesFromItsStepToTheOneThatWaits() {
        for (var seed = 0L; seed < 60; seed++) {
            var steps = randomPlan(new SplittableRandom(seed));
            for (var graph : List.of(PlanGraph.across(steps), PlanGraph.down(steps))) {
                assertApart(graph.boxes(), seed);
                assertInside(graph, seed);
                var edges = steps.stream().mapToInt(step -> step.after().size()).sum();
                assertThat(graph.lines()).as("seed %d", seed).hasSize(edges);
                graph.lines().forEach(line -> assertConnects(line, graph.boxes(), steps));
            }
        }
    }

    private static List<StepView> randomPlan(SplittableRandom random) {
        var steps = new ArrayList<StepView>();
        var size = random.nextInt(1, 14);
        for (var i = 0; i < size; i++) {
            var after = new ArrayList<String>();
            for (var j = 0; j < i; j++) {
                if (random.nextInt(4) == 0) {
                    after.add("s" + j);
                }
            }
            steps.add(step("s" + i, ANY_STATUS.get(random.nextInt(ANY_STATUS.size())), after));
        }
        return steps;
    }

    private static void assertApart(List<Box> boxes, long seed) {
        for (var one : boxes) {
            for (var other : boxes) {
                var apart = one.equals(other)
                        || one.x() + one.width() <= other.x()
                        || other.x() + other.width() <= one.x()
                        || one.y() + one.height() <= other.y()
                        || other.y() + other.height() <= one.y();
                assertThat(apart).as("seed %d: %s and %s", seed, one, other).isTrue();
            }
        }
    }

    private static void assertInside(PlanGraph graph, long seed) {
        assertThat(graph.boxes())
                .as("seed %d", seed)
                .allMatch(box -> box.x() >= 0
                        && box.y() >= 0
                        && box.x() + box.width() <= graph.width()
                        && box.y() + box.height() <= graph.height());
    }

    private static void assertConnects(PlanGraph.Line line, List<Box> boxes, List<StepView> steps) {
        var ends = END.matcher(line.path());
        assertThat(ends.matches()).as(line.path()).isTrue();
        var from = at(boxes, ends.group(1), ends.group(2));
        var to = at(boxes, ends.group(3), ends.group(4));
        assertThat(to.step().after()).contains(from.step().id());
        assertThat(steps).contains(from.step());
    }

    /** The box on whose edge a point is; pixels are rounded up. */
    private static Box at(List<Box> boxes, String x, String y) {
        var px = Double.parseDouble(x);
        var py = Double.parseDouble(y);
        return boxes.stream()
                .filter(box -> px >= box.x() - 1.5
                        && px <= box.x() + box.width() + 1.5
                        && py >= box.y() - 1.5
                        && py <= box.y() + box.height() + 1.5)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no box at " + x + " " + y + " among " + boxes));
    }
}
