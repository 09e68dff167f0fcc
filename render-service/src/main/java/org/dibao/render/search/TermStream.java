package org.dibao.render.search;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** The terms of several texts, for the index. Reused from article to article. */
final class TermStream extends TokenStream {
    /** No phrase matches across two texts. */
    private static final int GAP = 10;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final TermTokenizer terms = new TermTokenizer();
    private String[] texts = {};
    private int next;
    private int position;

    void of(String... texts) {
        this.texts = texts;
    }

    @Override
    public void reset() {
        terms.reset();
        terms.over("", 0);
        next = 0;
        position = -1;
    }

    @Override
    public boolean incrementToken() {
        while (!terms.next()) {
            if (next == texts.length) {
                return false;
            }
            terms.over(texts[next++], GAP);
        }
        term.copyBuffer(terms.buffer(), 0, terms.length());
        step.setPositionIncrement(terms.position() - position);
        position = terms.position();
        return true;
    }
}
