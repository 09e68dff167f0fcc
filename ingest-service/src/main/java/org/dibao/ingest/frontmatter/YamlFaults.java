package org.dibao.ingest.frontmatter;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says what is wrong with YAML, and what to do, in place of the parser's words. */
final class YamlFaults {
    private static final String QUOTE = "put the value in quotes";

    /** What the parser says while it does what, and what that means; the first that fits counts. */
    private static final List<Fault> FAULTS = List.of(
            fault(
                    "mapping values are not allowed",
                    "the value contains \": \": put it in quotes, as in title: \"Ferry: late again\"; or the line above"
                            + " has no colon, or this one is indented"),
            fault("found character '\\\\t", "the line begins with a tab: indent with spaces"),
            fault(
                    "found character '(.)' that cannot start any token",
                    "the value begins with \"$1\", which has a meaning in YAML: " + QUOTE),
            fault(
                    "quoted scalar: found unexpected (?:end of stream|document separator)",
                    "a quotation mark is not closed"),
            fault(
                    "quoted scalar: ",
                    "a backslash within double quotes has a meaning: write it twice, or use single quotes"),
            fault("expected ',' or ']'", "the list that begins with \"[\" has no end: close it with \"]\""),
            fault("expected ',' or '}'", "the map that begins with \"{\" has no end: close it with \"}\""),
            fault(
                    "expected <block end>, but found '<scalar>'",
                    "something follows the end of the value: put all of it into one pair of quotes; an apostrophe within"
                            + " single quotes is written twice"),
            fault("expected <block end>, but found '([\\]}])'", "there is a \"$1\" too many: remove it, or " + QUOTE),
            fault(
                    "expected <block end>, but found",
                    "the line is not part of what is above it: indent the items of a list alike, and begin every name at"
                            + " the start of its line"),
            fault(
                    "expected the node content, but found '<",
                    "the list or the map has no end: close it with \"]\" or \"}\""),
            fault(
                    "expected the node content, but found '(.)'",
                    "a value is missing before \"$1\"; if it begins with that, " + QUOTE),
            fault(
                    "could not find expected ':'",
                    "the line has no colon: write it as name: value, or indent a longer text"),
            fault(
                    "(?:sequence entries|mapping keys) are not allowed",
                    "the value begins with \"- \" or \"? \": " + QUOTE + ", or begin a list in the next line"),
            fault("block scalar: ", "the text behind \"|\" or \">\" belongs into the next lines, indented"),
            fault(
                    "scanning an? (?:anchor|alias|tag): ",
                    "the value begins with &, * or !, which has a meaning in YAML: " + QUOTE),
            fault(
                    "expected '<document start>'",
                    "the names do not begin in the same column: begin each at the start of its line"),
            fault("special characters are not allowed", "it contains a character that nobody can see, such as a null"));

    private static final String OTHER =
            "it is not written as YAML: give each field a line \"name: value\", and put values with"
                    + " other signs than letters, digits and spaces in quotes";

    private static final Pattern UNENDED = Pattern.compile("is not closed|begins with \"[\\[{]\" has no end");

    private record Fault(Pattern said, String meaning) {}

    private YamlFaults() {}

    private static Fault fault(String said, String meaning) {
        return new Fault(Pattern.compile(said), meaning);
    }

    /**
     * With line and column, if they are known: of what has no end, where it begins.
     *
     * @param firstLine the number of the text's first line
     */
    static String told(YamlEngineException e, int firstLine) {
        if (e instanceof MarkedYamlEngineException marked) {
            String meaning = meaning(marked.getContext() + ": " + marked.getProblem());
            Optional<Mark> begin = UNENDED.matcher(meaning).find() ? marked.getContextMark() : Optional.empty();
            return begin.or(marked::getProblemMark)
                            .map(mark -> where(mark, firstLine))
                            .orElse("")
                    + meaning;
        }
        return meaning(String.valueOf(e.getMessage()));
    }

    private static String meaning(String said) {
        return FAULTS.stream()
                .map(fault -> meaning(fault, said))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(OTHER);
    }

    private static Optional<String> meaning(Fault fault, String said) {
        Matcher matcher = fault.said().matcher(said);
        return matcher.find()
                ? Optional.of(
                        matcher.groupCount() == 0
                                ? fault.meaning()
                                : fault.meaning().replace("$1", matcher.group(1)))
                : Optional.empty();
    }

    private static String where(Mark mark, int firstLine) {
        return "line " + (mark.getLine() + firstLine) + ", column " + (mark.getColumn() + 1) + ": ";
    }
}
