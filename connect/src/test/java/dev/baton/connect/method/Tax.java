package dev.baton.connect.method;

import dev.baton.tool.JavaTool;
import dev.baton.tool.JavaTools;
import dev.baton.tool.ToolResult;
import java.util.List;
import java.util.Map;

/** The example of the guide. */
public final class Tax implements JavaTools {
    private static final Map<String, Integer> RATES = Map.of("DE", 19, "FR", 20);

    record Sale(String country, long netMinor) {}

    record Due(int percent, long taxMinor) {}

    @Override
    public String connection() {
        return "tax";
    }

    @Override
    public List<JavaTool<?, ?>> tools() {
        return List.of(JavaTool.read("due", "What tax a sale is due", Sale.class, Due.class, (sale, call) -> {
            var percent = RATES.getOrDefault(sale.country(), -1);
            if (percent < 0) {
                throw new JavaTool.RefusedException(ToolResult.Refusal.NOT_FOUND, "no rate for " + sale.country());
            }
            return new Due(percent, sale.netMinor() * percent / 100);
        }));
    }
}
