package org.dibao.cli.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Markdown as Hugo and Hexo read it, CommonMark with GitHub's additions, written so that kramdown reads it alike: fences with
 * attributes, bare links, Markdown within HTML. Code stays as it is.
 */
public final class CommonMark {
    /** What may stand before a block in its line: marks of quotations and list items. */
    private static final String BEFORE = "(?:[ \\t]*(?:>|(?:[-*+]|\\d{1,9}[.)])(?=[ \\t])))*[ \\t]*";

    private static final Pattern FENCE = Pattern.compile("(" + BEFORE + ")(`{3,}(?=[^`]*$)|~{3,})(.*)");
    private static final Pattern ITEM = Pattern.compile("[ \\t]*(?:[-*+]|\\d{1,9}[.)])[ \\t].*");
    private static final Pattern INDENTED = Pattern.compile("(?: {4}|\\t).*");
    /** Further in than this, a line that belongs to no list is code. */
    private static final int MARGIN = 3;

    private final StringBuilder out = new StringBuilder();
    private final StringBuilder prose = new StringBuilder();
    private final HtmlBlocks html = new HtmlBlocks();
    private @Nullable String fence;
    private String before = "";
    private boolean inList;
    private boolean afterBlank = true;

    private CommonMark() {}

    public static String forKramdown(String text) {
        CommonMark reader = new CommonMark();
        text.lines().forEach(reader::line);
        return reader.end(text.endsWith("\n"));
    }

    private void line(String line) {
        Matcher open = FENCE.matcher(line);
        if (fence != null) {
            out.append(line).append('\n');
            fence = isClosing(line, fence) ? null : fence;
        } else if (html.takes(line, inList)) {
            flush();
            out.append(html.line(line));
        } else if (open.matches()
                && (inList || open.group(1).length() <= MARGIN || !open.group(1).isBlank())) {
            flush();
            out.append(html.end());
            before = open.group(1).replaceAll("[^>\\s]", " ");
            fence = open.group(2);
            out.append(open.group(1))
                    .append(fence)
                    .append(language(open.group(3)))
                    .append('\n');
        } else {
            out.append(html.end());
            prose(line);
        }
        afterBlank = line.isBlank();
    }

    private void prose(String line) {
        if (ITEM.matcher(line).matches()) {
            inList = true;
        } else if (afterBlank && !line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
            inList = false;
        }
        boolean isCode = afterBlank && !inList && INDENTED.matcher(line).matches();
        if (line.isBlank() || isCode) {
            flush();
            out.append(line).append('\n');
        } else {
            prose.append(line).append('\n');
        }
    }

    private void flush() {
        out.append(html.isRawAround() ? prose : BareLinks.linked(prose.toString()));
        prose.setLength(0);
    }

    /** The first word of what stands behind a fence, without Hugo's attributes in braces. */
    private static String language(String info) {
        return info.strip().split("[\\s{]", 2)[0];
    }

    private static boolean isClosing(String line, String fence) {
        String bare = line.replaceFirst("^[ \\t>]*", "").stripTrailing();
        return bare.length() >= fence.length() && bare.chars().allMatch(c -> c == fence.charAt(0));
    }

    private String end(boolean lineEnd) {
        flush();
        out.append(html.end());
        if (fence != null) { // the text's end ends it
            out.append(before).append(fence).append('\n');
        } else if (!lineEnd && !out.isEmpty()) {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }
}
