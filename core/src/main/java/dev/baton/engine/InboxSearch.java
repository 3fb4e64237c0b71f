package dev.baton.engine;

import dev.baton.event.ViewStore;
import dev.baton.event.ViewStore.Place;
import dev.baton.event.ViewStore.Search;
import dev.baton.inbox.InboxItem;
import dev.baton.inbox.Rights;
import dev.baton.inbox.SearchWords;
import dev.baton.principal.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds items in the index. What may have any of several roles or holders is several searches, merged by age: escalation
 * is then a search for what has waited long enough, and needs nothing written when time passes.
 */
final class InboxSearch {
    private static final int MOST_ROUNDS = 20;

    private final ViewStore views;

    InboxSearch(ViewStore views) {
        this.views = views;
    }

    /** Who looks, with which rights, and when. */
    record Looker(Principal by, Rights rights, Instant now) {}

    /** @param exact the item as it is now, if it still waits and fits */
    Inbox.Page page(Inbox.Query query, Looker looker, Function<InboxItem, Optional<InboxView>> exact) {
        var branches = branches(query, looker);
        var found = new ArrayList<InboxView>();
        var place = query.cursor().map(InboxSearch::place);
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var rows = rows(branches, place, query.limit());
            for (var row : rows) {
                exact.apply(InboxRows.item(row)).ifPresent(found::add);
                place = Optional.of(row.place());
                if (found.size() == query.limit()) {
                    return new Inbox.Page(found, place.map(InboxSearch::cursor));
                }
            }
            if (rows.size() < query.limit()) {
                return new Inbox.Page(found, Optional.empty());
            }
        }
        return new Inbox.Page(found, place.map(InboxSearch::cursor));
    }

    private List<ViewStore.Row> rows(List<Search> branches, Optional<Place> after, int limit) {
        var merged = new TreeMap<Place, ViewStore.Row>(Comparator.naturalOrder());
        for (var branch : branches) {
            var search = new Search(branch.words(), branch.upTo(), after, limit);
            views.search(InboxRows.VIEW, search).forEach(row -> merged.put(row.place(), row));
        }
        return merged.values().stream().limit(limit).toList();
    }

    private static List<Search> branches(Inbox.Query query, Looker looker) {
        var words = words(query);
        var searches = new ArrayList<Search>();
        for (var holder : holders(query, looker)) {
            roles(query, looker).forEach((role, waited) -> {
                var all = new ArrayList<>(words);
                holder.ifPresent(all::add);
                if (!role.isEmpty()) {
                    all.add(InboxRows.word("role", role));
                }
                all.add(InboxRows.ANY);
                var upTo = waited.isZero()
                        ? Optional.<Instant>empty()
                        : Optional.of(looker.now().minus(waited));
                searches.add(new Search(List.copyOf(all), upTo, Optional.empty(), query.limit()));
            });
        }
        return searches;
    }

    /** The rarest first. */
    private static List<String> words(Inbox.Query query) {
        var words = new ArrayList<String>();
        query.run().ifPresent(run -> words.add(InboxRows.word("run", run)));
        query.text()
                .ifPresent(text -> SearchWords.typed(text).forEach(word -> words.add(InboxRows.word("text", word))));
        query.rule().ifPresent(rule -> words.add(InboxRows.word("rule", rule)));
        query.skill().ifPresent(skill -> words.add(InboxRows.word("skill", skill)));
        query.kind().ifPresent(kind -> words.add(InboxRows.word("kind", kind.word())));
        if (query.free()) {
            words.add(InboxRows.FREE);
        }
        return words;
    }

    private static List<Optional<String>> holders(Inbox.Query query, Looker looker) {
        if (!query.mine()) {
            return List.of(Optional.empty());
        }
        var holders = new ArrayList<Optional<String>>();
        holders.add(Optional.of(InboxRows.word("has", looker.by().id())));
        looker.rights()
                .standingIn(looker.by())
                .forEach(absent -> holders.add(Optional.of(InboxRows.word("has", absent.id()))));
        return holders;
    }

    /** The roles to look for, and how long something must have waited for each; the role "" is any. */
    private static Map<String, Duration> roles(Inbox.Query query, Looker looker) {
        var duties = looker.rights().people().duties();
        var all = new TreeMap<String, Duration>();
        if (query.forMe()) {
            var own = own(looker);
            var known = new HashSet<>(own);
            known.addAll(duties.byRole().keySet());
            known.forEach(role -> duties.delay(role, own).ifPresent(delay -> all.put(role, delay)));
        } else if (query.overdue()) {
            duties.byRole().keySet().forEach(role -> all.put(role, Duration.ZERO));
        } else {
            all.put("", Duration.ZERO);
        }
        query.role().ifPresent(role -> {
            var delay = all.containsKey("") ? Optional.of(Duration.ZERO) : Optional.ofNullable(all.get(role));
            all.clear();
            delay.ifPresent(it -> all.put(role, it));
        });
        if (query.overdue()) {
            all.keySet().removeIf(role -> duties.of(role).due().isEmpty());
            all.replaceAll((role, delay) -> longer(delay, duties.of(role).due().orElseThrow()));
        }
        return all;
    }

    private static Set<String> own(Looker looker) {
        var own = new HashSet<>(looker.by().roles());
        looker.rights().standingIn(looker.by()).forEach(absent -> own.addAll(absent.roles()));
        return own;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String cursor(Place place) {
        return place.at() + "~" + place.id();
    }

    private static Place place(String cursor) {
        var end = cursor.indexOf('~');
        try {
            return new Place(Instant.parse(cursor.substring(0, Math.max(0, end))), cursor.substring(end + 1));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + cursor + "' is no cursor of the inbox; start without one", e);
        }
    }
}
