package org.dibao.liquid;

import java.util.HashMap;
import java.util.Map;
import org.dibao.liquid.filter.Filters;
import org.dibao.liquid.run.Body;
import org.dibao.liquid.run.Context;
import org.dibao.liquid.run.Warnings;
import org.dibao.liquid.syntax.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A template. Immutable and thread-safe. Reading takes time proportional to the text's length, whatever it contains; running
 * ends at the {@link Limits}.
 */
public final class Template {
    private final Body body;
    private final Reading reading;
    private final Warnings mended;

    private Template(Body body, Reading reading, Warnings mended) {
        this.body = body;
        this.reading = reading;
        this.mended = mended;
    }

    /** Whether a text may contain anything to run; one that does not is its own result. */
    public static boolean hasLiquid(String text) {
        return text.contains("{{") || text.contains("{%");
    }

    /** Reads as Jekyll does. */
    public static Template parse(String text) {
        return parse(text, Reading.STRICT);
    }

    /** @throws LiquidException with the line, if it is not valid and reading is not lenient */
    public static Template parse(String text, Reading reading) {
        Warnings mended = new Warnings();
        return new Template(Parser.parse(text, reading, mended), reading, mended);
    }

    /**
     * Runs it.
     *
     * @param variables null, booleans, integers, {@code Double}s, strings, {@code ZonedDateTime}s, {@code LocalDate}s, {@link Drop}s,
     *                  {@link Unknown}, and lists and maps of these; none is changed
     * @throws LimitReached    if it does more than it may
     * @throws LiquidException with the line, if a tag or filter fails and reading was not lenient
     */
    public Rendered render(Map<String, ? extends @Nullable Object> variables, Host host, Limits limits) {
        Warnings warnings = new Warnings(mended);
        Context context = new Context(
                new HashMap<>(variables),
                host,
                limits,
                reading.lenient(),
                warnings,
                Filters.ALL,
                text -> Parser.parse(text, new Reading(reading.lenient(), _ -> false), warnings));
        StringBuilder out = new StringBuilder();
        body.render(context, out);
        return new Rendered(out.toString(), warnings.all());
    }
}
