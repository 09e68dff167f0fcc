package org.dibao.cli.site;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTML between the lines of a text, block by block. An empty line ends a block, and Markdown follows, also within an element; to
 * kramdown such an element says so.
 */
final class HtmlBlocks {
    private static final Pattern START = Pattern.compile(
            "([ \\t]*)</?(?:address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
                    + "|footer|form|h[1-6]|header|hr|iframe|li|main|menu|nav|ol|p|pre|script|section|style|summary|table|tbody"
                    + "|td|textarea|tfoot|th|thead|tr|ul|video|audio)(?:[\\s/>].*|$)",
            Pattern.CASE_INSENSITIVE);
    /** In which an empty line ends nothing. */
    private static final Pattern VERBATIM =
            Pattern.compile("[ \\t]*<(pre|script|style|textarea)\\b.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern TAG =
            Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\"[^\"]*\"|'[^']*'|[^<>\"']++)*+)>");
    private static final Set<String> VOID = Set.of(
            "img", "br", "hr", "input", "source", "col", "wbr", "embed", "area", "track", "param", "link", "meta");
    /** Elements in which there may be Markdown. */
    private static final Set<String> CONTAINERS = Set.of(
            "article",
            "aside",
            "blockquote",
            "center",
            "details",
            "div",
            "figure",
            "footer",
            "header",
            "main",
            "section",
            "td",
            "th");

    private static final int MARGIN = 3;

    /** Those that began and have not ended. */
    private final Deque<String> open = new ArrayDeque<>();

    private final List<String> lines = new ArrayList<>();
    private String verbatim = "";

    /** Whether a line belongs to a block of HTML, as its beginning or as its next. */
    boolean takes(String line, boolean inList) {
        if (!verbatim.isEmpty() || !lines.isEmpty() && !line.isBlank()) {
            return true;
        }
        Matcher start = START.matcher(line);
        return start.matches() && (inList || start.group(1).length() <= MARGIN);
    }

    /** @return what can be written already */
    String line(String line) {
        Matcher start = VERBATIM.matcher(line);
        if (verbatim.isEmpty() && lines.isEmpty() && start.matches()) {
            verbatim = "</" + start.group(1).toLowerCase(Locale.ROOT);
        }
        if (verbatim.isEmpty()) {
            lines.add(line);
            return "";
        }
        verbatim = line.toLowerCase(Locale.ROOT).contains(verbatim) ? "" : verbatim;
        return line + "\n";
    }

    /** The block that ends here, if there is one. */
    String end() {
        if (lines.isEmpty()) {
            return "";
        }
        String block = String.join("\n", lines) + "\n";
        Deque<Integer> places = new ArrayDeque<>();
        Deque<String> names = new ArrayDeque<>();
        Matcher tag = TAG.matcher(block);
        while (tag.find()) {
            String name = tag.group(2).toLowerCase(Locale.ROOT);
            boolean closes = !tag.group(1).isEmpty();
            if (closes && !names.isEmpty()) {
                if (names.contains(name)) {
                    while (!names.pop().equals(name)) {
                        places.pop();
                    }
                    places.pop();
                }
            } else if (closes && open.contains(name)) {
                while (!open.pop().equals(name)) {}
            } else if (!closes && !VOID.contains(name) && !tag.group(3).endsWith("/")) {
                names.push(name);
                places.push(tag.end() - 1);
            }
        }
        names.descendingIterator().forEachRemaining(open::push);
        String marked = marked(block, names, places);
        lines.clear();
        return marked;
    }

    private String marked(String block, Deque<String> names, Deque<Integer> places) {
        StringBuilder out = new StringBuilder(block);
        Deque<String> left = new ArrayDeque<>(names);
        Set<Integer> marked = new HashSet<>();
        for (int place : places) { // the last first
            if (CONTAINERS.contains(left.pop()) && !hasMark(block, place)) {
                out.insert(place, " markdown=\"1\"");
                marked.add(place);
            }
        }
        return marked.isEmpty() ? block : outdented(out.toString());
    }

    private static boolean hasMark(String block, int end) {
        return block.substring(block.lastIndexOf('<', end), end).contains("markdown=");
    }

    /** Lines further in than the first would be code. */
    private static String outdented(String block) {
        int margin = block.length() - block.stripLeading().length();
        return block.replaceAll("(?m)^([ \\t]{" + margin + "})[ \\t]+", "$1");
    }

    /** Whether what follows is within an element whose content kramdown takes as it is. */
    boolean isRawAround() {
        return !open.isEmpty() && !CONTAINERS.contains(open.peek());
    }
}
