package org.dibao.support.problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;

/** Says where a text is not valid JSON, and why, without the parser's own words. */
public final class JsonFault {
    private static final Pattern TWICE = Pattern.compile("^Duplicate .*?\"(.*)\"");

    private JsonFault() {}

    /**
     * @param text what was parsed; of one that is a single line, the line is not named, since it may be one of many
     * @return such as {@code not valid JSON: line 2, column 12: "}" must not stand here}
     */
    public static String in(String text, JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        boolean known = at != null && at.getLineNr() > 0 && at.getColumnNr() > 0;
        return "not valid JSON: "
                + (known && text.lines().skip(1).findAny().isPresent() ? "line " + at.getLineNr() + ", " : "")
                + (known ? "column " + at.getColumnNr() + ": " : "")
                + why(text, e, known ? character(text, at.getLineNr(), at.getColumnNr()) : -1);
    }

    private static String why(String text, JacksonException e, int character) {
        String parser = String.valueOf(e.getOriginalMessage());
        if (text.isBlank()) {
            return "it is empty";
        }
        if (e instanceof StreamConstraintsException) {
            return parser.contains("depth") ? "it is nested too deeply" : "a text, a number or a name is too long";
        }
        if (e instanceof UnexpectedEndOfInputException || parser.startsWith("Unexpected end-of-input")) {
            return "it ends too early; a quotation mark, a bracket or a brace is not closed";
        }
        Matcher twice = TWICE.matcher(parser);
        if (twice.find()) {
            return "\"" + twice.group(1) + "\" is there twice; leave one of them out";
        }
        if (e instanceof DatabindException && parser.startsWith("Trailing token")) {
            return "something follows the end of the object";
        }
        if (parser.contains("Illegal unquoted character")) {
            return "a line break or another control character must be written as an escape, such as \\n";
        }
        if (parser.contains("Leading zeroes")) {
            return "a number must not begin with 0";
        }
        if (parser.contains("escape")) {
            return "a backslash must be followed by one of \\ / \" b f n r t u";
        }
        return name(character) + " must not stand here" + expected(parser);
    }

    private static String name(int character) {
        return character < 0
                ? "this"
                : character == '"' ? "a quotation mark" : "\"" + Character.toString(character) + "\"";
    }

    private static String expected(String parser) {
        if (parser.contains("to start property name")) {
            return "; a name in double quotation marks must";
        }
        return parser.contains("expecting a colon")
                ? "; a colon must"
                : parser.contains("expecting comma") ? "; a comma must" : "; text must be in double quotation marks";
    }

    /** @return what stands there; negative if nothing that can be shown does */
    private static int character(String text, int line, int column) {
        String found = text.lines().skip(line - 1L).findFirst().orElse("");
        if (column > found.length()) {
            return -1;
        }
        int character = found.codePointAt(column - 1);
        return Character.isISOControl(character) || Character.isSurrogate((char) character) ? -1 : character;
    }
}
