package dev.baton.server.console;

import dev.baton.principal.Principal;
import java.util.List;

/**
 * What every page shows around its contents.
 *
 * @param title of the window, without the product's name
 * @param back where to come back to after switching persona
 * @param acting whom the page acts as
 * @param people the personas that one can switch to, without customers
 */
public record Page(String title, Section section, String back, Principal acting, List<Principal> people) {

    /** The entry of the navigation that a page belongs to. */
    public enum Section {
        NONE,
        CHAT,
        INBOX,
        APPROVALS,
        RUNS,
        MODELS,
        SWITCHES,
        CALLBACKS,
        LEVELS,
        ASSESS
    }

    /** Whether runs and approvals are open to this one. */
    public boolean oversees() {
        return acting.kind() == Principal.Kind.PERSON;
    }

    public boolean isIn(Section other) {
        return section == other;
    }
}
