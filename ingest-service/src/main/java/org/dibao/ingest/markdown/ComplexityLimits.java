package org.dibao.ingest.markdown;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.ingest.fields.Refused;

/**
 * Refuses in advance what would take the Markdown parser more than linear time or stack; no genuine text comes near
 * these limits. Each check is linear. The limits come from measurements: within them, 1 MiB takes less than two
 * seconds.
 */
final class ComplexityLimits {
    /** Nested quotes and lists opened by one line. */
    static final int MAX_DEPTH = 100;
    /** Lines that are not blank. */
    static final int MAX_LINES = 60_000;
    /**
     * The parser joins an indented or quoted block's lines again for each line: the sum of the squares of the blocks'
     * line counts.
     */
    static final long MAX_INDENTED = 15_000L * 15_000;
    /** Every abbreviation is searched for at every place: their number times the length of the text. */
    static final long MAX_ABBREVIATED = 100_000_000;
    /** Each distinct length of an unclosed run of backticks costs a scan of the rest of the text. */
    static final int MAX_TICK_LENGTHS = 64;

    /**
     * Each run of asterisks may be compared with all those before it in its paragraph: the sum of the squares of their
     * numbers.
     */
    static final long MAX_ASTERISKS = 60_000L * 60_000;
    /** Footnotes; each is searched for among all of them. */
    static final int MAX_FOOTNOTES = 4000;
    /** Start tags that are looked at to find those that end tags belong to. */
    static final long MAX_OPEN_TAGS = 60_000_000;
    /** Elements whose content is Markdown, each of which is read by itself. */
    static final int MAX_MARKDOWN_ELEMENTS = 10_000;
    /**
     * Links and marks in one paragraph, or one row of a table: each link scans the marks before it. The sum of the
     * products.
     */
    static final long MAX_LINKED = 150_000_000;

    private static final Pattern NESTED =
            Pattern.compile("(?m)^(?:[ \\t]*+(?:>|[-*+](?=[ \\t])|\\d{1,9}\\.(?=[ \\t]))){" + MAX_DEPTH + "}");
    private static final Pattern MARKDOWN_ELEMENT = Pattern.compile("\\smarkdown\\s*=");
    private static final Pattern FOOTNOTE = Pattern.compile("(?m)^ {0,3}\\[\\^");
    /** The first two lines of a table, in which each row is parsed separately. */
    private static final Pattern TABLE =
            Pattern.compile("[^\\n|]*+\\|[^\\n]*+\\n {0,3}\\|(?:[ \\t]*+:?-++:?[ \\t]*+\\|)++[ \\t]*+(?:\\n|\\z)");

    private static final Pattern ABBREVIATION = Pattern.compile("(?m)^ {0,3}\\*\\[");

    private ComplexityLimits() {}

    /** @throws Refused naming the limit that is exceeded */
    static void check(String markdown) {
        if (NESTED.matcher(markdown).find()) {
            throw refused("quotes or lists nested more than " + MAX_DEPTH + " deep in one line");
        }
        long abbreviations = count(ABBREVIATION.matcher(markdown));
        if (abbreviations * markdown.length() > MAX_ABBREVIATED) {
            throw refused(
                    abbreviations + " abbreviations, too many for a text of " + markdown.length() + " characters");
        }
        int footnotes = count(FOOTNOTE.matcher(markdown));
        if (footnotes > MAX_FOOTNOTES) {
            throw refused(footnotes + " footnotes; at most " + MAX_FOOTNOTES + " are allowed");
        }
        int elements = count(MARKDOWN_ELEMENT.matcher(markdown));
        if (elements > MAX_MARKDOWN_ELEMENTS) {
            throw refused(
                    elements + " elements with markdown=\"1\"; at most " + MAX_MARKDOWN_ELEMENTS + " are allowed");
        }
        CodeRanges code = CodeRanges.of(markdown);
        if (OpenTags.looks(markdown, code) > MAX_OPEN_TAGS) {
            throw refused("too many HTML tags without an end, or ends without a start");
        }
        lines(markdown, code);
        ticks(markdown);
        marks(markdown, code);
    }

    private static Refused refused(String what) {
        return Refused.field("body", "the body has " + what);
    }

    private static int count(Matcher matcher) {
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    /** Consecutive indented or quoted lines, possibly with blank lines in between. */
    private static void lines(String markdown, CodeRanges code) {
        int lines = 0;
        long squares = 0;
        long run = 0;
        int start = 0;
        while (start <= markdown.length()) {
            int end = markdown.indexOf('\n', start);
            end = end < 0 ? markdown.length() : end;
            char first = start < end ? markdown.charAt(start) : '\n';
            lines += first == '\n' ? 0 : 1;
            if ((first == ' ' || first == '\t' || first == '>') && !code.contains(start)) {
                run++;
            } else if (first != '\n') {
                squares += run * run;
                run = 0;
            }
            start = end + 1;
        }
        if (lines > MAX_LINES) {
            throw refused(lines + " lines; at most " + MAX_LINES + " are allowed");
        }
        if (squares + run * run > MAX_INDENTED) {
            throw refused(
                    "too many indented or quoted lines without a break; put code between fences (```) at the start of the line");
        }
    }

    private static void ticks(String markdown) {
        BitSet lengths = new BitSet();
        int run = 0;
        for (int i = markdown.indexOf('`'); i >= 0 && i <= markdown.length(); i++) {
            if (i < markdown.length() && markdown.charAt(i) == '`') {
                run++;
            } else if (run > 0) {
                lengths.set(run);
                run = 0;
            }
        }
        if (lengths.cardinality() > MAX_TICK_LENGTHS) {
            throw refused("runs of backticks of more than " + MAX_TICK_LENGTHS + " different lengths");
        }
    }

    private static void marks(String markdown, CodeRanges code) {
        long products = 0;
        long links = 0;
        long marks = 0;
        long asterisks = 0;
        long squares = 0;
        Matcher table = TABLE.matcher(markdown);
        boolean rows = table.lookingAt();
        for (int i = 0; i < markdown.length(); i++) {
            char c = markdown.charAt(i);
            char before = i == 0 ? '\n' : markdown.charAt(i - 1);
            boolean blank = c == '\n' && before == '\n';
            if (blank) {
                rows = table.region(Math.min(i + 1, markdown.length()), markdown.length())
                        .lookingAt();
            }
            if (blank || rows && c == '\n') {
                products += links * marks;
                squares += asterisks * asterisks;
                links = 0;
                marks = 0;
                asterisks = 0;
            } else if (c != before && "*_~\"'".indexOf(c) >= 0 && !code.contains(i)) {
                marks++;
                asterisks += c == '*' ? 1 : 0;
            } else if (before == ']' && (c == '(' || c == '[')) {
                links++;
            }
        }
        if (squares + asterisks * asterisks > MAX_ASTERISKS) {
            throw refused("too many asterisks without a blank line between them");
        }
        if (products + links * marks > MAX_LINKED) {
            throw refused("too many links, quotation marks and asterisks without a blank line between them");
        }
    }
}
