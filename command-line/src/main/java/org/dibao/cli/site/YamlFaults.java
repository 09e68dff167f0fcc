package org.dibao.cli.site;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says what is wrong with YAML, and what to do, in the words in which the server says it of a file that is published. */
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
            fault("expected ',' or ']'", "the list that begins with \"[\" has no end: close it with \"]\""),
            fault("expected ',' or '}'", "the map that begins with \"{\" has no end: close it with \"}\""),
            fault(
                    "expected <block end>, but found '<scalar>'",
                    "something follows the end of the value: put all of it into one pair of quotes; an apostrophe within"
                            + " single quotes is written twice"),
            fault(
                    "expected <block end>, but found",
                    "the line is not part of what is above it: indent the items of a list alike, and begin every name at"
                            + " the start of its line"),
            fault(
                    "could not find expected ':'",
                    "the line has no colon: write it as name: value, or indent a longer text"));

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
     * @param firstLine the number of the text's first line in its file
     */
    static String told(MarkedYamlEngineException marked, int firstLine) {
        String meaning = meaning(marked.getContext() + ": " + marked.getProblem());
        Optional<Mark> begin = UNENDED.matcher(meaning).find() ? marked.getContextMark() : Optional.empty();
        return begin.or(marked::getProblemMark)
                        .map(mark ->
                                "line " + (mark.getLine() + firstLine) + ", column " + (mark.getColumn() + 1) + ": ")
                        .orElse("")
                + meaning;
    }

    private static String meaning(String said) {
        for (Fault fault : FAULTS) {
            Matcher matcher = fault.said().matcher(said);
            if (matcher.find()) {
                return matcher.groupCount() == 0
                        ? fault.meaning()
                        : fault.meaning().replace("$1", matcher.group(1));
            }
        }
        return OTHER;
    }
}
