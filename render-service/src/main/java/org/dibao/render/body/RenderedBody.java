package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dibao.contract.article.ArticlePath;
import org.jspecify.annotations.Nullable;

/**
 * An article's body as a page shows it.
 *
 * @param html     valid flow content (HTML Living Standard); headings start at h2 and skip no level
 * @param pictures those in it, in order
 * @param contents the table of contents: h2 headings with nested h3 headings; empty if the text is short or has few
 *                 headings
 * @param minutes  reading time, at least 1
 * @param source   the article's original source, if its last lines name it
 * @param text     how the plain text on one line begins, without navigation within the text: {@value #TEXT} characters at most
 * @param running  the same without headings, blocks of code, notes, and the table of contents; {@value #RUNNING} characters at most
 */
public record RenderedBody(
        String html,
        List<Picture> pictures,
        List<Heading> contents,
        int minutes,
        @Nullable SourceLine source,
        String text,
        String running) {
    private static final int TEXT = 1000;
    private static final int RUNNING = 500;
    /** Two texts with so many letters in common say the same. */
    private static final int TELLING = 60;

    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    public RenderedBody {
        pictures = List.copyOf(pictures);
        contents = List.copyOf(contents);
        text = beginning(text, TEXT);
        running = beginning(running, RUNNING);
    }

    /** Of a body that is all running text, without pictures. */
    public RenderedBody(String html, List<Heading> contents, int minutes, @Nullable SourceLine source, String text) {
        this(html, List.of(), contents, minutes, source, text, text);
    }

    private static String beginning(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /**
     * Whether a reader finds this where the text opens, however it is punctuated there: in its first {@value #RUNNING}
     * characters or so. Of a long one the beginning counts.
     */
    public boolean opensWith(String said) {
        String letters = letters(said);
        String start = letters.substring(0, Math.min(letters.length(), TELLING));
        return letters(running).contains(start) || letters(text).startsWith(start);
    }

    /** Letters and digits alone, in lower case. */
    private static String letters(String text) {
        return NEITHER_LETTER_NOR_DIGIT.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /**
     * With what is known of the site's pictures in it. What their publisher has said stays.
     *
     * @param page where the body is shown, from which relative addresses lead
     */
    public RenderedBody with(SitePictures site, ArticlePath page) {
        if (pictures.isEmpty() || site.files().isEmpty()) {
            return this;
        }
        StringBuilder out = new StringBuilder(html.length() + 512 * pictures.size());
        List<Picture> completed = new ArrayList<>(pictures.size());
        String here = page.encoded();
        int done = 0;
        for (Picture picture : pictures) {
            out.append(html, done, picture.from());
            completed.add(site.complete(picture, html.substring(picture.from(), picture.to()), here, out));
            done = picture.to();
        }
        out.append(html, done, html.length());
        return new RenderedBody(out.toString(), completed, contents, minutes, source, text, running);
    }
}
