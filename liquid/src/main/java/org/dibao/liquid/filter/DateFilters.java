package org.dibao.liquid.filter;

import java.time.ZonedDateTime;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.time.Strftime;
import org.dibao.liquid.time.Times;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/** Filters of dates. */
final class DateFilters {
    private DateFilters() {}

    static void addTo(Filters all) {
        all.add("date", 1, 1, DateFilters::date);
        all.add("date_to_xmlschema", 0, 0, call -> written(call, "%Y-%m-%dT%H:%M:%S%:z"));
        all.add("date_to_rfc822", 0, 0, call -> written(call, "%a, %d %b %Y %H:%M:%S %z"));
        all.add("date_to_string", 0, 2, call -> words(call, "%b"));
        all.add("date_to_long_string", 0, 2, call -> words(call, "%B"));
    }

    private static @Nullable ZonedDateTime time(Call call) {
        return Times.of(
                call.input(), call.context().host().now(), call.context().host().zone());
    }

    private static @Nullable Object date(Call call) {
        ZonedDateTime time = call.text(0).isEmpty() ? null : time(call);
        return time == null ? call.input() : Strftime.format(time, call.text(0));
    }

    private static @Nullable Object written(Call call, String pattern) {
        if (call.text().isEmpty() || Values.isNil(call.input())) {
            return call.input();
        }
        ZonedDateTime time = time(call);
        if (time == null) {
            throw new LiquidException("\"" + call.text() + "\" is no date");
        }
        return Strftime.format(time.withZoneSameInstant(call.context().host().zone()), pattern);
    }

    private static @Nullable Object words(Call call, String month) {
        if (!"ordinal".equals(call.argument(0))) {
            return written(call, "%d " + month + " %Y");
        }
        ZonedDateTime time = time(call);
        int day = time == null
                ? 0
                : time.withZoneSameInstant(call.context().host().zone()).getDayOfMonth();
        String ordinal = day + suffix(day);
        return "US".equals(call.argument(1))
                ? written(call, month + " " + ordinal + ", %Y")
                : written(call, ordinal + " " + month + " %Y");
    }

    private static String suffix(int day) {
        if (day >= 11 && day <= 13) {
            return "th";
        }
        return switch (day % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }
}
