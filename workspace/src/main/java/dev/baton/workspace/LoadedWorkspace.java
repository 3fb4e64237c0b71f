package dev.baton.workspace;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What came out of loading: everything that could be read, and everything that is wrong. A definition with a problem of
 * its own is not in the workspace; one that refers to something missing is.
 *
 * @param problems by file and place
 */
public record LoadedWorkspace(Workspace workspace, List<Diagnostic> problems) {
    public LoadedWorkspace {
        problems = problems.stream().sorted().distinct().toList();
    }

    public boolean sound() {
        return problems.isEmpty();
    }

    /** The workspace when nothing is wrong. @throws WorkspaceException with every problem */
    public Workspace orThrow() {
        if (!sound()) {
            throw new WorkspaceException(problems);
        }
        return workspace;
    }

    /** A workspace with problems. */
    public static final class WorkspaceException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Diagnostic> problems;

        WorkspaceException(List<Diagnostic> problems) {
            super(problems.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
            this.problems = problems;
        }

        public List<Diagnostic> problems() {
            return problems;
        }
    }
}
