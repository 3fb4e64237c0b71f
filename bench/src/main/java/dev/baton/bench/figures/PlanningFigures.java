package dev.baton.bench.figures;

import dev.baton.bench.planning.SlowModel.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code bench planning} says in the end. */
final class PlanningFigures {
    private final Tasks tasks;
    private final Map<String, Told> told = new LinkedHashMap<>();

    /**
     * What one candidate took.
     *
     * @param millis of each task in turn
     * @param uses of the model, by number of lookups
     */
    record Told(List<Double> millis, Map<Integer, Use> uses) {}

    PlanningFigures(Tasks tasks) {
        this.tasks = tasks;
    }

    void add(String candidate, Told what) {
        told.put(candidate, what);
    }

    List<Figure> list() {
        var figures = new ArrayList<Figure>();
        for (var lookups : tasks.regular()) {
            told.forEach((candidate, it) -> figures.addAll(regular(candidate, it, lookups)));
        }
        if (tasks.shapes().isPresent()) {
            told.forEach((candidate, it) -> figures.addAll(shapes(candidate, it)));
        }
        return figures;
    }

    private List<Figure> regular(String candidate, Told it, int lookups) {
        var name = candidate + " %s of " + lookups + " lookups";
        var wall = wall(it, lookups);
        var use = it.uses().getOrDefault(lookups, new Use(0, 0, 0));
        var times = tasks.all().stream().filter(all -> all == lookups).count();
        var figures = new ArrayList<>(List.of(
                Figure.of(name.formatted("time"), wall, "ms"),
                Figure.of(name.formatted("model calls"), (double) use.calls() / times, "calls"),
                Figure.of(name.formatted("tokens"), (double) (use.input() + use.output()) / times, "tokens")));
        compare(figures, candidate, name.formatted("pace"), 1000 / wall, other -> 1000 / wall(other, lookups));
        return figures;
    }

    private List<Figure> shapes(String candidate, Told it) {
        var name = candidate + " %s of " + tasks.shapes().orElseThrow().size() + " asked questions";
        var wall = shapesWall(it);
        var figures = new ArrayList<>(List.of(Figure.of(name.formatted("time"), wall / 1000, "s")));
        compare(
                figures,
                candidate,
                name.formatted("pace"),
                count() * 1000 / wall,
                other -> count() * 1000 / shapesWall(other));
        return figures;
    }

    private double count() {
        return tasks.shapes().orElseThrow().size();
    }

    private void compare(
            List<Figure> figures,
            String candidate,
            String name,
            double pace,
            java.util.function.ToDoubleFunction<Told> paceOf) {
        if (candidate.equals(PlanningCommand.BATON)) {
            told.forEach((peer, other) -> {
                if (!peer.equals(candidate)) {
                    figures.add(Figure.of(name, pace, "tasks/s").against(peer, pace / paceOf.applyAsDouble(other)));
                }
            });
        }
    }

    /** The median of the regular rounds. */
    private double wall(Told it, int lookups) {
        var all = tasks.all();
        var millis = new ArrayList<Double>();
        for (var i = 0; i < tasks.countOfRegular(); i++) {
            if (all.get(i) == lookups) {
                millis.add(it.millis().get(i));
            }
        }
        return Rounds.Spread.of(millis.stream().mapToDouble(Double::doubleValue).toArray())
                .median();
    }

    private double shapesWall(Told it) {
        return it.millis().stream()
                .skip(tasks.countOfRegular())
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
