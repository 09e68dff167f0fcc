package org.dibao.render.body;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Machine-readable dates and times (HTML Living Standard 2.3.5): a date, or a date and a time with an offset. */
final class HtmlTimes {
    private static final Pattern FORM = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,3})?)?)(Z|[+-](?:[01]\\d|2[0-3]):?[0-5]\\d)?)?");

    private HtmlTimes() {}

    /**
     * The value, or empty if it is not valid.
     *
     * @param global whether a time needs an offset
     */
    static String valid(String value, boolean global) {
        Matcher form = FORM.matcher(value.strip());
        try {
            if (!form.matches() || LocalDate.parse(form.group(1)).getYear() < 1) {
                return "";
            }
            if (form.group(2) != null) {
                LocalTime.parse(form.group(2));
                return global && form.group(3) == null ? "" : form.group();
            }
            return form.group();
        } catch (DateTimeException e) {
            return "";
        }
    }
}
