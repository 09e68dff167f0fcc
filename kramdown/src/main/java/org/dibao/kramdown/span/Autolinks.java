package org.dibao.kramdown.span;

import static org.dibao.kramdown.scan.Characters.isLetterOrDigit;
import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import java.util.List;
import org.dibao.kramdown.scan.Effort;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** Addresses between angle brackets. */
final class Autolinks {
    private static final List<String> SCHEMES = List.of("mailto:", "http:", "https:", "ftp:", "ftps:");

    private Autolinks() {}

    static boolean parse(SpanParser parser) {
        String text = parser.text;
        int start = parser.pos + 1;
        int end = afterAddress(text, start, parser.effort());
        boolean mail = end == NONE;
        if (mail) {
            end = afterMail(text, start);
        }
        if (end == NONE) {
            return false;
        }
        String address = text.substring(start, end);
        Element link = new Element(Kind.LINK).attribute("href", mail ? "mailto:" + address : address);
        link.add(parser.element(Kind.TEXT, address.startsWith("mailto:") ? start + 7 : start, end));
        parser.add(link);
        parser.pos = end + 1;
        return true;
    }

    private static int afterAddress(String text, int start, Effort effort) {
        int looked = 0;
        if (effort.isSpent()) {
            return NONE;
        }
        for (String scheme : SCHEMES) {
            if (text.startsWith(scheme, start)) {
                int content = start + scheme.length() + 1;
                for (int i = content; i < text.length() && text.charAt(i) != '\n'; i++) {
                    if (text.charAt(i) == '>') {
                        return text.charAt(content - 1) == '\n' ? NONE : i;
                    }
                    looked++;
                }
                effort.spend(looked);
                return NONE;
            }
        }
        return NONE;
    }

    private static int afterMail(String text, int start) {
        int name = afterMailPart(text, start);
        if (name == start || at(text, name) != '@') {
            return NONE;
        }
        int end = afterMailPart(text, name + 1);
        return end > name + 1 && at(text, end) == '>' ? end : NONE;
    }

    private static int afterMailPart(String text, int from) {
        int end = from;
        for (char c = at(text, end); c == '.' || c == '-' || c == '_' || isLetterOrDigit(c); c = at(text, end)) {
            end++;
        }
        return end;
    }
}
