package dev.baton.bench.temporal;

import dev.baton.bench.load.MeasuredProcess;
import dev.baton.bench.load.Subject;
import dev.baton.bench.load.Work;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/** Nothing of this is durable: the test server keeps all in memory. Only for orientation. */
public final class TemporalSubject implements Subject {
    private static final String QUEUE = "steps";

    private final TestWorkflowEnvironment server = TestWorkflowEnvironment.newInstance();

    /** The workflow. */
    @WorkflowInterface
    public interface Steps {
        @WorkflowMethod
        int run(int n);
    }

    /** One step of it. */
    @ActivityInterface
    public interface Step {
        int add(int n);
    }

    /** Five activities. */
    public static final class FiveSteps implements Steps {
        private final Step step = Workflow.newActivityStub(
                Step.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .build());

        @Override
        public int run(int n) {
            var last = n;
            for (var i = 1; i <= Work.STEPS; i++) {
                last = step.add(last);
            }
            return last;
        }
    }

    private record AddOne() implements Step {
        @Override
        public int add(int n) {
            return n + 1;
        }
    }

    private TemporalSubject() {
        var worker = server.newWorker(QUEUE);
        worker.registerWorkflowImplementationTypes(FiveSteps.class);
        worker.registerActivitiesImplementations(new AddOne());
        server.start();
    }

    public static void main(String[] args) throws Exception {
        MeasuredProcess.run(args, folder -> new TemporalSubject());
        System.exit(0);
    }

    @Override
    public void run(Work work) {
        var options = WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build();
        var steps = server.getWorkflowClient().newWorkflowStub(Steps.class, options);
        if (steps.run(0) != Work.STEPS) {
            throw new IllegalStateException("the workflow gave something else");
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
