package dev.baton.examples.backoffice.sample;

import dev.baton.examples.backoffice.crm.Customer;
import dev.baton.examples.backoffice.crm.Note;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes customers and the notes about them. */
final class People {
    static final int CUSTOMERS = 500;

    private static final int OTHER_CURRENCY_PERCENT = 5;
    private static final int NOTED_PERCENT = 40;
    private static final int YEAR_DAYS = 365;

    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Ben", "Carla", "David", "Elif", "Frida", "Goran", "Hanna", "Ivo", "Jana", "Karim", "Lotte", "Marco",
            "Nadia", "Oskar", "Paula", "Quentin", "Rosa", "Simon", "Tessa", "Umar", "Vera", "Wim", "Yara", "Zoe");
    private static final List<String> LAST_NAMES = List.of(
            "Albers", "Bianchi", "Castro", "Dubois", "Egger", "Fischer", "Garcia", "Huber", "Ivanov", "Jansen",
            "Keller", "Laurent", "Moretti", "Novak", "Olsen", "Peters", "Quist", "Romano", "Schmid", "Torres", "Urban",
            "Visser", "Weber", "Young", "Zeller");
    private static final List<String> REMARKS = List.of(
            "Prefers to be written to, not called.",
            "Asked for deliveries after 17:00.",
            "Parcels may be left with the neighbour.",
            "Was pleased with the quick answer about an invoice.",
            "Asked whether the lamp is made in other colours.",
            "Moved house; the address was updated.",
            "Wants invoices by e-mail only.",
            "Reported a scratched picture frame; kept it.",
            "Asked for the return address.",
            "Collects for a wedding list.",
            "Buys for a small guest house, often before the season.",
            "Was told about the new opening hours of the showroom.");

    private People() {}

    static String id(int number) {
        return "CUS-%04d".formatted(number);
    }

    static Country country(int number, Chance chance) {
        if (number <= StoryOrder.CUSTOMERS) {
            return Country.GERMANY;
        }
        return chance.oneOf(chance.percent(OTHER_CURRENCY_PERCENT) ? Country.OTHER : Country.EURO);
    }

    static Customer customer(int number, Country country, Instant start, Chance chance) {
        String first = chance.oneOf(FIRST_NAMES);
        String last = chance.oneOf(LAST_NAMES);
        String email = "%s.%s.%d@example.com".formatted(first, last, number).toLowerCase(Locale.ROOT);
        // longer ago than the oldest order
        Duration known = chance.between(Duration.ofDays(YEAR_DAYS), Duration.ofDays(5 * YEAR_DAYS));
        LocalDate since = LocalDate.ofInstant(start.minus(known), ZoneOffset.UTC);
        String city = chance.oneOf(country.cities());
        return new Customer(id(number), first + " " + last, email, country.language(), city, country.code(), since);
    }

    /** Notes in the order of time; the story customers have none, so that every new one stands out. */
    static List<Note> notes(Instant start, Chance chance) {
        List<Note> notes = new ArrayList<>();
        for (int number = StoryOrder.CUSTOMERS + 1; number <= CUSTOMERS; number++) {
            int count = chance.percent(NOTED_PERCENT) ? chance.between(1, 3) : 0;
            for (int i = 0; i < count; i++) {
                Instant at = start.minus(chance.between(Duration.ofDays(1), Duration.ofDays(YEAR_DAYS)));
                notes.add(new Note("", id(number), chance.oneOf(REMARKS), Optional.empty(), at));
            }
        }
        notes.sort(Comparator.comparing(Note::createdAt));
        return IntStream.range(0, notes.size())
                .mapToObj(i -> numbered(i + 1, notes.get(i)))
                .toList();
    }

    private static Note numbered(int number, Note note) {
        return new Note(Note.id(number), note.customerId(), note.text(), note.reference(), note.createdAt());
    }
}
