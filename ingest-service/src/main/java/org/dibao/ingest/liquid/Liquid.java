package org.dibao.ingest.liquid;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.contract.article.Source;
import org.dibao.ingest.fields.Refused;
import org.dibao.liquid.LimitReached;
import org.dibao.liquid.Limits;
import org.dibao.liquid.Reading;
import org.dibao.liquid.Rendered;
import org.dibao.liquid.Template;
import org.dibao.liquid.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * Runs Jekyll's template language in an article. What is not known is never made up: an address with it leads nowhere
 * ({@link Unknown#MARK}), and a warning names it. In code, an output whose variable does not exist and a tag that is not
 * known stay as they are written.
 */
public final class Liquid {
    private static final int MAX_WARNINGS = 10;

    private Liquid() {}

    /**
     * Takes time proportional to the text's length and to what its templates do; a text without any costs a look.
     *
     * @param page  the article's variables
     * @param files what its site has given
     * @throws Refused if a template does more than the limits allow
     */
    public static Expanded run(
            String text,
            Source.Format format,
            Map<String, ? extends @Nullable Object> page,
            SiteFiles files,
            Limits limits) {
        if (!Template.hasLiquid(text)) {
            return new Expanded(text, List.of());
        }
        Code code = Code.of(format == Source.Format.MARKDOWN ? text : "");
        Map<String, Object> variables = new HashMap<>();
        variables.put("page", page);
        SiteVariables site = new SiteVariables(files);
        variables.put("site", site);
        variables.put("jekyll", Map.of("environment", "production", "version", "4.3.1"));
        try {
            Rendered rendered = Template.parse(text, new Reading(true, code::contains))
                    .render(variables, new SiteHost(page, files), limits);
            Stream<String> unknown = site.unknown().stream()
                    .map(name -> "Liquid: " + name
                            + " is not known here: it counts as nothing, and a link made of it is" + " only its text");
            return new Expanded(
                    rendered.text(),
                    Stream.concat(
                                    Stream.concat(files.problems().stream().map("Liquid: "::concat), unknown),
                                    rendered.warnings().stream()
                                            .map(warning -> "Liquid, line " + warning.line() + " of the text: "
                                                    + warning.message()))
                            .limit(MAX_WARNINGS)
                            .toList());
        } catch (LimitReached e) {
            throw Refused.field(
                    "body",
                    "Liquid, line " + e.line() + " of the text: " + e.message() + "; the setting dibao.ingest.limits."
                            + setting(e.limit()) + " allows more");
        }
    }

    private static String setting(String limit) {
        return switch (limit) {
            case "steps" -> "liquid-steps";
            case "depth" -> "liquid-depth";
            case "outputChars" -> "liquid-output-chars";
            default -> "liquid-work-chars";
        };
    }
}
