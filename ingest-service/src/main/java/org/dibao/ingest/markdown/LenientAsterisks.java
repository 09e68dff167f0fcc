package org.dibao.ingest.markdown;

import com.vladsch.flexmark.parser.core.delimiter.AsteriskDelimiterProcessor;
import com.vladsch.flexmark.parser.delimiter.DelimiterRun;

/**
 * Emphasis closes behind anything but white space, as kramdown has it, and opens before any sign that is not ASCII.
 * CommonMark's rule about punctuation would leave the asterisks standing where no spaces divide words:
 * {@code 这是**重点：**内容}.
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

    /** As the parent's, with the rule of three as CommonMark has it today: {@code ***a***} is emphasis in any company. */
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
