package org.dibao.kramdown.block;

import java.util.HashSet;
import java.util.Set;

/** The options that a document may set for itself with {@code {::options … /}}; they hold from there on. */
public final class Settings {
    /** It is written for each heading or note. */
    private static final int LONGEST_PREFIX = 40;

    private boolean parseBlockHtml;
    private boolean parseSpanHtml = true;
    private boolean autoIds = true;
    private String autoIdPrefix = "";
    private int firstFootnote = 1;
    private int headingOffset;
    private String footnotePrefix = "";
    private Set<Integer> tocLevels = Set.of(1, 2, 3, 4, 5, 6);

    /** Sets an option; a name or a value that is not known changes nothing. */
    public void set(String name, String value) {
        switch (name) {
            case "parse_block_html" -> parseBlockHtml = isTrue(value, parseBlockHtml);
            case "parse_span_html" -> parseSpanHtml = isTrue(value, parseSpanHtml);
            case "auto_ids" -> autoIds = isTrue(value, autoIds);
            case "auto_id_prefix" -> autoIdPrefix = prefix(value, autoIdPrefix);
            case "footnote_prefix" -> footnotePrefix = prefix(value, footnotePrefix);
            case "footnote_nr" -> firstFootnote = number(value, firstFootnote);
            case "header_offset" -> headingOffset = number(value, headingOffset);
            case "toc_levels" -> tocLevels = levels(value);
            default -> {}
        }
    }

    private static boolean isTrue(String value, boolean otherwise) {
        return switch (value.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> otherwise;
        };
    }

    private static String prefix(String value, String otherwise) {
        return value.length() <= LONGEST_PREFIX ? value : otherwise;
    }

    private static int number(String value, int otherwise) {
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    private static Set<Integer> levels(String value) {
        Set<Integer> levels = new HashSet<>();
        for (String part : value.split("[,\\s]+")) {
            String[] ends = part.split("\\.\\.", 2);
            int from = number(ends[0], 0);
            int to = ends.length == 2 ? number(ends[1], 0) : from;
            for (int level = Math.max(from, 1); level <= Math.min(to, 6); level++) {
                levels.add(level);
            }
        }
        return levels;
    }

    public boolean parsesBlockHtml() {
        return parseBlockHtml;
    }

    public boolean parsesSpanHtml() {
        return parseSpanHtml;
    }

    public boolean autoIds() {
        return autoIds;
    }

    public String autoIdPrefix() {
        return autoIdPrefix;
    }

    public int firstFootnote() {
        return firstFootnote;
    }

    public int headingOffset() {
        return headingOffset;
    }

    public String footnotePrefix() {
        return footnotePrefix;
    }

    public Set<Integer> tocLevels() {
        return tocLevels;
    }
}
