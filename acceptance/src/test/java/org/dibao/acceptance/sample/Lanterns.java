package org.dibao.acceptance.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A newspaper's article as such sites hold them: front matter, HTML paragraphs of Chinese, captions, a source line, an
 * autolink and links back. Each has a code and a category of its own and was written an hour ago.
 */
public record Lanterns(String code, String category, OffsetDateTime date) {
    public static final String TITLE = "江州临江区：把一江清水、一城灯火、一缕书香留给后来人";

    public static Lanterns fresh() {
        OffsetDateTime hourAgo =
                OffsetDateTime.now(ZoneOffset.ofHours(8)).minusHours(1).truncatedTo(ChronoUnit.SECONDS);
        return new Lanterns(
                "JZ" + Unique.word("").toUpperCase(java.util.Locale.ROOT), Unique.word("jiangzhouwanbao"), hourAgo);
    }

    public String fileName() {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(date) + "-" + code + ".md";
    }

    public String path() {
        return "/" + category + DateTimeFormatter.ofPattern("/yyyy/MM/dd/").format(date) + code + ".html";
    }

    public String categoryPage() {
        return "/category/" + category + ".html";
    }

    public String source() {
        return "http://news.example.org/share.html?code=" + code;
    }

    /** The text of every paragraph. */
    public List<String> paragraphs() {
        return Pattern.compile("<p[^>]*>(.+?)</p>")
                .matcher(markdown())
                .results()
                .map(p -> p.group(1))
                .toList();
    }

    public String markdown() {
        return template()
                .replace(
                        "{{date}}",
                        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z").format(date))
                .replace("{{category}}", category)
                .replace("{{code}}", code);
    }

    private static String template() {
        try (InputStream file = Lanterns.class.getResourceAsStream("/samples/river-lanterns.md")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
