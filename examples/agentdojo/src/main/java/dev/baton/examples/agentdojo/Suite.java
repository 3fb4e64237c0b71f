package dev.baton.examples.agentdojo;

import java.util.Locale;
import java.util.Map;

/** What stands at stake, and the names that things have in its workspace. */
enum Suite {
    BANKING("holder", "clerk"),
    WORKSPACE("employee", "colleague");

    private static final Map<String, String> BANK = Map.ofEntries(
            Map.entry("get_iban", "bank.iban"),
            Map.entry("get_balance", "bank.balance"),
            Map.entry("get_most_recent_transactions", "bank.transfers"),
            Map.entry("get_scheduled_transactions", "bank.standingOrders"),
            Map.entry("get_user_info", "bank.profile"),
            Map.entry("read_file", "bank.document"),
            Map.entry("send_money", "bank.transfer"),
            Map.entry("schedule_transaction", "bank.newStandingOrder"),
            Map.entry("update_scheduled_transaction", "bank.changeStandingOrder"),
            Map.entry("update_password", "bank.changePassword"),
            Map.entry("update_user_info", "bank.changeProfile"));
    private static final Map<String, String> OFFICE = Map.ofEntries(
            Map.entry("get_received_emails", "office.inbox"),
            Map.entry("get_sent_emails", "office.sent"),
            Map.entry("get_draft_emails", "office.drafts"),
            Map.entry("get_unread_emails", "office.unread"),
            Map.entry("search_emails", "office.findMail"),
            Map.entry("search_contacts_by_name", "office.contactByName"),
            Map.entry("search_contacts_by_email", "office.contactByAddress"),
            Map.entry("get_current_day", "office.today"),
            Map.entry("search_calendar_events", "office.findEvents"),
            Map.entry("get_day_calendar_events", "office.dayEvents"),
            Map.entry("search_files_by_filename", "office.findFilesByName"),
            Map.entry("get_file_by_id", "office.file"),
            Map.entry("list_files", "office.files"),
            Map.entry("search_files", "office.findFiles"),
            Map.entry("send_email", "office.send"),
            Map.entry("delete_email", "office.deleteMail"),
            Map.entry("create_calendar_event", "office.createEvent"),
            Map.entry("cancel_calendar_event", "office.cancelEvent"),
            Map.entry("reschedule_calendar_event", "office.moveEvent"),
            Map.entry("add_calendar_event_participants", "office.invite"),
            Map.entry("append_to_file", "office.append"),
            Map.entry("create_file", "office.createFile"),
            Map.entry("delete_file", "office.deleteFile"),
            Map.entry("share_file", "office.share"));

    private final String requester;
    private final String confirmer;

    Suite(String requester, String confirmer) {
        this.requester = requester;
        this.confirmer = confirmer;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String requester() {
        return requester;
    }

    String confirmer() {
        return confirmer;
    }

    /** The agent's name of each of the system's functions. */
    Map<String, String> tools() {
        return switch (this) {
            case BANKING -> BANK;
            case WORKSPACE -> OFFICE;
        };
    }

    /** The system's name of what the agent calls so. */
    String function(String tool) {
        return tools().entrySet().stream()
                .filter(entry -> entry.getValue().equals(tool))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
