package dev.baton.cli;

import dev.baton.assistant.AssistantDefinition;
import dev.baton.handoff.Contract;
import dev.baton.workspace.Workspace;
import java.io.PrintWriter;
import java.nio.file.Files;

/** What to do with a workspace that runs, as far as its own definitions say it. */
final class Welcome {
    private Welcome() {}

    static void to(Workspace workspace, PrintWriter out, String url) {
        out.println();
        out.println("Baton is ready, with " + Home.shown(workspace.folder())
                + " on the back office of a made-up shop. Ctrl-C ends both.");
        out.println();
        if (!workspace.assistants().isEmpty()) {
            out.println("  Chat as a customer      " + url + "/chat");
        }
        if (!workspace.agents().isEmpty()) {
            out.println("  Decide on approvals     " + url + "/approvals");
            out.println("  Watch what is done      " + url + "/runs");
        }
        var starters = workspace.assistants().values().stream()
                .map(AssistantDefinition::starters)
                .flatMap(java.util.List::stream)
                .toList();
        if (!starters.isEmpty()) {
            out.println();
            out.println("Say to the assistant, for example:");
            starters.forEach(starter -> out.println("  " + Output.printable(starter)));
        }
        if (!workspace.contracts().isEmpty()) {
            out.println();
            out.println("Hand something off from another terminal:");
            workspace.contracts().values().stream()
                    .map(Contract::id)
                    .forEach(id -> out.println("  ./baton submit " + id.name() + " --input FILE --wait --url " + url));
        }
        var readme = workspace.folder().resolve("README.md");
        if (Files.isRegularFile(readme)) {
            out.println();
            out.println("What to try is in " + Home.shown(readme) + ".");
        }
        out.flush();
    }
}
