package dev.baton.server.console;

import dev.baton.engine.RunView.StepView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** The steps of a plan as a drawing: where each box and each line goes, in pixels. */
public record PlanGraph(List<Box> boxes, List<Line> lines, int width, int height) {
    private static final int BOX_HEIGHT = 66;
    private static final int NARROWEST = 148;
    private static final double WIDTH_OF_A_LETTER = 7.4;
    private static final int LONGEST_TEXT = 26;
    /** The icon and the room at both sides. */
    private static final int BESIDES_TEXT = 58;

    private static final double MARGIN = 4;
    private static final double CORNER = 8;

    static {
        begin();
    }

    /**
     * Outside of Eclipse nobody else makes the options of the layout known. The graph library starts a thread of its own,
     * for good: it must not belong to the request that happens to be the first.
     */
    private static void begin() {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(PlanGraph.class.getClassLoader());
        try {
            LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
            ElkGraphUtil.createGraph();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A step. Texts that do not fit are cut. */
    public record Box(StepView step, String name, String tool, Look look, int x, int y, int width, int height) {}

    /**
     * From a step to one that waits for it.
     *
     * @param path in the notation of SVG
     * @param passed whether the step where it begins is over
     */
    public record Line(String path, boolean passed) {}

    /** Laid out from left to right. */
    public static PlanGraph across(List<StepView> steps) {
        return layOut(steps, Direction.RIGHT);
    }

    /** Laid out from top to bottom, for narrow windows. */
    public static PlanGraph down(List<StepView> steps) {
        return layOut(steps, Direction.DOWN);
    }

    private static PlanGraph layOut(List<StepView> steps, Direction direction) {
        var root = ElkGraphUtil.createGraph();
        root.setProperty(LayeredOptions.DIRECTION, direction);
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, 20.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 44.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 16.0);
        var nodes = new HashMap<String, ElkNode>();
        steps.forEach(step -> nodes.put(step.id(), node(root, step)));
        var passed = new HashMap<ElkEdge, Boolean>();
        for (var step : steps) {
            waitedFor(step, steps)
                    .forEach(before -> passed.put(
                            ElkGraphUtil.createSimpleEdge(nodes.get(before.id()), nodes.get(step.id())),
                            isOver(before)));
        }
        new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
        return new PlanGraph(
                steps.stream().map(step -> box(step, nodes)).toList(),
                root.getContainedEdges().stream()
                        .flatMap(edge -> line(edge, passed.getOrDefault(edge, false)))
                        .toList(),
                ceil(root.getWidth()),
                ceil(root.getHeight()));
    }

    private static ElkNode node(ElkNode root, StepView step) {
        var node = ElkGraphUtil.createNode(root);
        var letters =
                Math.max(shortened(step.id()).length(), shortened(step.tool()).length());
        node.setDimensions(Math.max(NARROWEST, Math.ceil(letters * WIDTH_OF_A_LETTER) + BESIDES_TEXT), BOX_HEIGHT);
        return node;
    }

    /** A step that runs once per element is waited for as a whole. */
    private static Stream<StepView> waitedFor(StepView step, List<StepView> steps) {
        return steps.stream()
                .filter(other -> !other.id().equals(step.id()) && step.after().contains(name(other)));
    }

    private static String name(StepView step) {
        var bracket = step.id().indexOf('[');
        return bracket < 0 ? step.id() : step.id().substring(0, bracket);
    }

    private static boolean isOver(StepView step) {
        return switch (step.status()) {
            case DONE, SKIPPED -> true;
            case WAITING, RUNNING, APPROVAL_REQUIRED, INPUT_REQUIRED, UNKNOWN, FAILED -> false;
        };
    }

    private static Box box(StepView step, Map<String, ElkNode> nodes) {
        var node = nodes.get(step.id());
        if (node == null) {
            throw new IllegalStateException("the step " + step.id() + " was not laid out");
        }
        return new Box(
                step,
                shortened(step.id()),
                shortened(step.tool()),
                Look.of(step.status()),
                ceil(node.getX()),
                ceil(node.getY()),
                ceil(node.getWidth()),
                ceil(node.getHeight()));
    }

    private static Stream<Line> line(ElkEdge edge, boolean passed) {
        return edge.getSections().stream().map(section -> new Line(path(points(section)), passed));
    }

    private record Point(double x, double y) {
        Point towards(Point other, double atMost) {
            var distance = Math.hypot(other.x - x, other.y - y);
            var share = distance == 0 ? 0 : Math.min(atMost, distance / 2) / distance;
            return new Point(x + (other.x - x) * share, y + (other.y - y) * share);
        }

        String text() {
            return String.format(Locale.ROOT, "%.1f %.1f", x, y);
        }
    }

    private static List<Point> points(ElkEdgeSection section) {
        var points = new ArrayList<Point>();
        points.add(new Point(section.getStartX(), section.getStartY()));
        for (ElkBendPoint bend : section.getBendPoints()) {
            points.add(new Point(bend.getX(), bend.getY()));
        }
        points.add(new Point(section.getEndX(), section.getEndY()));
        return points;
    }

    /** Straight lines whose corners are rounded. */
    private static String path(List<Point> points) {
        var bends = java.util.stream.IntStream.range(1, points.size() - 1)
                .mapToObj(i -> "L"
                        + points.get(i).towards(points.get(i - 1), CORNER).text()
                        + " Q" + points.get(i).text()
                        + " " + points.get(i).towards(points.get(i + 1), CORNER).text())
                .collect(Collectors.joining(" "));
        return "M" + points.getFirst().text() + " " + bends + " L"
                + points.getLast().text();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }

    private static int ceil(double pixels) {
        return (int) Math.ceil(pixels);
    }
}
