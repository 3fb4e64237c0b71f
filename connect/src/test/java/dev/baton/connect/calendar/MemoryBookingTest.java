package dev.baton.connect.calendar;

class MemoryBookingTest extends BookingCase {
    @Override
    CalendarServer.Backend backend() {
        return new MemoryCalendar();
    }
}
