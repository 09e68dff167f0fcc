package org.dibao.ingest.markdown;

import java.util.List;
import org.dibao.contract.text.OneLine;

/** How a text begins, for listings: its first paragraph of some length, or all of a short text. */
final class Beginning {
    /** A first line that is shorter names the author or the place, or is a heading. Code points. */
    private static final int MIN = 20;
    /** More than any listing shows. Code points. */
    private static final int MAX = 400;

    private Beginning() {}

    /** @param paragraphs in lines as they were written */
    static String of(List<String> paragraphs) {
        for (String paragraph : paragraphs) {
            String line = OneLine.of(paragraph);
            if (line.codePointCount(0, line.length()) >= MIN) {
                return cut(line);
            }
        }
        return cut(OneLine.of(String.join("\n", paragraphs)));
    }

    private static String cut(String line) {
        return line.codePointCount(0, line.length()) <= MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX)).strip();
    }
}
