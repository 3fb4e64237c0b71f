package dev.baton.connect.calendar;

import dev.baton.testkit.tool.ToolCase;
import dev.baton.testkit.tool.ToolContract;

class MemoryCalendarToolContractTest extends ToolContract {
    @Override
    protected ToolCase open() throws Exception {
        return CalendarCase.open(new MemoryCalendar());
    }
}
