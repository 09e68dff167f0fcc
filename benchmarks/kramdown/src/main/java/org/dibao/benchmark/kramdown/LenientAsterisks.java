package org.dibao.benchmark.kramdown;

import com.vladsch.flexmark.parser.core.delimiter.AsteriskDelimiterProcessor;
import com.vladsch.flexmark.parser.delimiter.DelimiterRun;

/**
 * Emphasis closes after anything but white space, as in kramdown, and opens before any non-ASCII character.
 * CommonMark's punctuation rule would leave the asterisks in text without spaces between words: {@code 这是**重点：**内容}.
 */
final class LenientAsterisks extends AsteriskDelimiterProcessor {
    LenientAsterisks() {
        super(true);
    }

    @Override
    public boolean canBeOpener(
            String before,
            String after,
            boolean leftFlanking,
            boolean rightFlanking,
            boolean beforeIsPunctuation,
            boolean afterIsPunctuation,
            boolean beforeIsWhitespace,
            boolean afterIsWhiteSpace) {
        boolean foreign = !after.isEmpty() && after.charAt(0) > 0x7F;
        return leftFlanking || foreign && !afterIsWhiteSpace;
    }

    @Override
    public boolean canBeCloser(
            String before,
            String after,
            boolean leftFlanking,
            boolean rightFlanking,
            boolean beforeIsPunctuation,
            boolean afterIsPunctuation,
            boolean beforeIsWhitespace,
            boolean afterIsWhiteSpace) {
        return !beforeIsWhitespace;
    }

    /** Like the superclass, but with CommonMark's current rule of three: {@code ***a***} is emphasis in any context. */
    @Override
    public int getDelimiterUse(DelimiterRun opener, DelimiterRun closer) {
        int sum = opener.length() + closer.length();
        boolean ambiguous = opener.canClose() || closer.canOpen();
        if (ambiguous && sum % 3 == 0 && opener.length() % 3 != 0) {
            return 0;
        }
        if (opener.length() < 3 || closer.length() < 3) {
            return Math.min(2, Math.min(opener.length(), closer.length()));
        }
        return closer.length() % 2 == 0 ? 2 : 1;
    }
}
