package org.dibao.liquid.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The blocks that are never closed, found before anything is read, so that one of them costs no second reading. An end closes
 * the nearest block of its name, and those opened within it are not closed.
 */
final class Unclosed {
    private static final Set<String> BLOCKS =
            Set.of("capture", "case", "comment", "for", "highlight", "if", "ifchanged", "raw", "tablerow", "unless");

    private final Set<Integer> starts = new HashSet<>();

    Unclosed(List<Token> tokens) {
        Deque<Token> open = new ArrayDeque<>();
        Map<String, Integer> count = new HashMap<>();
        Map<String, Integer> lastEnds = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            lastEnds.put(end(tokens.get(i)), i);
        }
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String name = token.kind() == Token.Kind.TAG && token.isClosed() ? token.name() : "";
            if (name.equals("raw") || name.equals("comment")) {
                if (lastEnds.getOrDefault("end" + name, -1) > i) {
                    i = name.equals("raw") ? rawEnd(tokens, i) : commentEnd(tokens, i);
                } else {
                    starts.add(token.start());
                }
            } else if (BLOCKS.contains(name)) {
                open.push(token);
                count.merge(name, 1, Integer::sum);
            } else if (name.startsWith("end") && count.getOrDefault(name.substring(3), 0) > 0) {
                close(open, count, name.substring(3));
            }
        }
        open.forEach(each -> starts.add(each.start()));
    }

    private void close(Deque<Token> open, Map<String, Integer> count, String name) {
        while (true) {
            Token last = open.pop();
            count.merge(last.name(), -1, Integer::sum);
            if (last.name().equals(name)) {
                return;
            }
            starts.add(last.start());
        }
    }

    /** The name of the tag with which a token ends, if that is the end of a block. */
    private static String end(Token token) {
        int open = token.kind() == Token.Kind.TEXT || !token.text().endsWith("%}")
                ? -1
                : token.text().lastIndexOf("{%");
        return open < 0 ? "" : new Token(Token.Kind.TAG, token.text().substring(open), 0, 0).name();
    }

    private static int rawEnd(List<Token> tokens, int from) {
        for (int i = from + 1; i < tokens.size(); i++) {
            if (end(tokens.get(i)).equals("endraw")) {
                return i;
            }
        }
        return tokens.size();
    }

    private int commentEnd(List<Token> tokens, int from) {
        int depth = 1;
        for (int i = from + 1; i < tokens.size(); i++) {
            String name = tokens.get(i).kind() == Token.Kind.TAG ? tokens.get(i).name() : "";
            if (name.equals("comment")) {
                depth++;
            } else if (name.equals("endcomment") && --depth == 0) {
                return i;
            }
        }
        starts.add(tokens.get(from).start());
        return from;
    }

    boolean contains(Token tag) {
        return starts.contains(tag.start());
    }
}
