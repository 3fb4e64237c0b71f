package dev.baton.examples.backoffice.work;

import dev.baton.tool.JavaTool;
import dev.baton.tool.JavaTools;
import dev.baton.tool.ToolResult.Refusal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** The connection {@code days}: when people are there. */
public final class WorkingDays implements JavaTools {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final int LONGEST_WAY = 250;

    /**
     * @param from a date as in {@code 2026-03-01}
     * @param after how many working days later
     */
    public record Wanted(String from, int after) {}

    /** A working day, its hours, and a slot of half an hour at ten. */
    public record Day(String date, Instant opens, Instant closes, Instant slotFrom, Instant slotTo) {}

    @Override
    public String connection() {
        return "days";
    }

    @Override
    public List<JavaTool<?, ?>> tools() {
        return List.of(JavaTool.read(
                "next", "The working day that many days after a date", Wanted.class, Day.class, (wanted, call) -> {
                    if (wanted.after() < 0 || wanted.after() > LONGEST_WAY) {
                        throw new JavaTool.RefusedException(Refusal.INVALID, "'after' is from 0 to " + LONGEST_WAY);
                    }
                    return day(date(wanted.from()), wanted.after());
                }));
    }

    private static LocalDate date(String text) throws JavaTool.RefusedException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new JavaTool.RefusedException(Refusal.INVALID, "'from' is not a date, as in 2026-03-01");
        }
    }

    private static Day day(LocalDate from, int after) {
        var date = from;
        for (var left = after; left > 0 || !isWorked(date); date = date.plusDays(1)) {
            left -= isWorked(date) ? 1 : 0;
        }
        return new Day(date.toString(), at(date, 9, 0), at(date, 17, 0), at(date, 10, 0), at(date, 10, 30));
    }

    private static boolean isWorked(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private static Instant at(LocalDate date, int hour, int minute) {
        return date.atTime(LocalTime.of(hour, minute)).atZone(ZONE).toInstant();
    }
}
