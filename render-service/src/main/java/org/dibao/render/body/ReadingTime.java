package org.dibao.render.body;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Estimates the reading time: 400 ideographs or kana per minute plus 220 words of other scripts per minute. Code counts
 * half.
 */
final class ReadingTime {
    private static final int IDEOGRAPHS_A_MINUTE = 400;
    private static final int WORDS_A_MINUTE = 220;

    /** Counted in halves, so that code adds one. */
    record Count(long ideographs, long words) {
        int minutes() {
            return (int) Math.max(1, Math.round(ideographs / 2.0 / IDEOGRAPHS_A_MINUTE + words / 2.0 / WORDS_A_MINUTE));
        }
    }

    private ReadingTime() {}

    static Count count(Element body) {
        Counter counter = new Counter();
        body.traverse(counter);
        return new Count(counter.ideographs, counter.words);
    }

    private static final class Counter implements NodeVisitor {
        private long ideographs;
        private long words;
        private int code;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
                count(text.getWholeText(), code > 0 ? 1 : 2);
            } else if (node.normalName().equals("pre")) {
                code++;
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node.normalName().equals("pre")) {
                code--;
            }
        }

        private void count(String text, int halves) {
            boolean word = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isHighSurrogate(c) && CharacterClasses.isIdeograph(text.codePointAt(i))
                        || CharacterClasses.isIdeograph(c)) {
                    ideographs += halves;
                    word = false;
                } else if (Character.isLetterOrDigit(c)) {
                    words += word ? 0 : halves;
                    word = true;
                } else if (c != '\'' && c != '’' && c != '-' && c != '.') {
                    word = false;
                }
            }
        }
    }
}
