package org.dibao.kramdown.scan;

import static org.dibao.kramdown.scan.Characters.isSpace;
import static org.dibao.kramdown.scan.Characters.isWord;
import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import java.util.Optional;
import org.dibao.kramdown.tree.AttributeList;
import org.jspecify.annotations.Nullable;

/**
 * <code>{::name attributes}body{:/name}</code>, or <code>{::name attributes /}</code>, which has no body.
 *
 * @param end the place after it
 */
public record Extension(String name, AttributeList attributes, Optional<String> body, int end) {
    private record Start(String name, AttributeList attributes, boolean closed, int end) {}

    /** The extension on lines of its own that begins here, or null. */
    public static @Nullable Extension block(String text, int from, Effort effort) {
        Start start = start(text, from);
        int line = start == null ? NONE : Lines.restIsEmpty(text, start.end);
        if (start == null || line == NONE) {
            return null;
        }
        if (start.closed) {
            return new Extension(start.name, start.attributes, Optional.empty(), line);
        }
        for (int at = line; at < text.length() && !effort.isSpent(); at = Lines.next(text, at)) {
            int stop = afterStop(text, Lines.margin(text, at), start.name);
            int end = stop == NONE ? NONE : Lines.restIsEmpty(text, stop);
            if (end != NONE) {
                String body = text.substring(line, Math.max(line, at - 1));
                return new Extension(start.name, start.attributes, Optional.of(body), end);
            }
        }
        effort.spend(text.length() - from);
        return null;
    }

    /** The extension inside a text that begins here, or null. */
    public static @Nullable Extension span(String text, int from, Effort effort) {
        Start start = start(text, from);
        if (start == null || effort.isSpent()) {
            return null;
        }
        if (start.closed) {
            return new Extension(start.name, start.attributes, Optional.empty(), start.end);
        }
        for (int at = text.indexOf("{:/", start.end); at >= 0; at = text.indexOf("{:/", at + 3)) {
            int end = afterStop(text, at, start.name);
            if (end != NONE) {
                String body = text.substring(start.end, at);
                return new Extension(start.name, start.attributes, Optional.of(body), end);
            }
        }
        effort.spend(text.length() - from);
        return null;
    }

    private static int afterStop(String text, int from, String name) {
        if (!text.startsWith("{:/", from)) {
            return NONE;
        }
        int end = from + 3 + (text.startsWith(name, from + 3) ? name.length() : 0);
        return at(text, end) == '}' ? end + 1 : NONE;
    }

    private static @Nullable Start start(String text, int from) {
        if (!text.startsWith("{::", from)) {
            return null;
        }
        int nameEnd = from + 3;
        while (isWord(at(text, nameEnd))) {
            nameEnd++;
        }
        if (nameEnd == from + 3) {
            return null;
        }
        boolean more = isSpace(at(text, nameEnd));
        int close = more ? Attributes.closingBrace(text, nameEnd) : nameEnd;
        boolean closed = more ? close != NONE && text.charAt(close - 1) == '/' : at(text, nameEnd) == '/';
        int brace = more ? close : closed ? nameEnd + 1 : nameEnd;
        if (brace == NONE || at(text, brace) != '}') {
            return null;
        }
        AttributeList attributes = new AttributeList();
        if (more) {
            Attributes.read(text.substring(nameEnd, closed ? brace - 1 : brace), attributes);
        }
        return new Start(text.substring(from + 3, nameEnd), attributes, closed, brace + 1);
    }
}
