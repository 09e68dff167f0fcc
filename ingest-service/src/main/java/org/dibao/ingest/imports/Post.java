package org.dibao.ingest.imports;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.dibao.ingest.article.FileName;

/** What a site's generator takes for a post among the files in its folders of posts. */
final class Post {
    private static final int BEGINNING = 64 * 1024;

    private Post() {}

    /**
     * Whether it is a draft, or has a date in its name, as Jekyll requires, or in its front matter, as Hexo does; a README
     * has neither.
     */
    static boolean is(FileName name, byte[] content) {
        return name.isDraft() || name.isDated() || givesDate(content);
    }

    private static boolean givesDate(byte[] content) {
        String beginning = new String(content, 0, Math.min(content.length, BEGINNING), StandardCharsets.UTF_8);
        Iterator<String> lines = beginning.lines().iterator();
        if (!lines.hasNext()
                || !lines.next().replace("\uFEFF", "").stripTrailing().equals("---")) {
            return false;
        }
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("date:") || line.startsWith("date :")) {
                return true;
            }
            if (line.stripTrailing().equals("---")) {
                return false;
            }
        }
        return false;
    }
}
