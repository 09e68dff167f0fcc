package org.dibao.contract.article;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Identifies an article permanently: 1 to {@value #MAX_LENGTH} characters in Unicode NFC, without control characters,
 * slashes or white space at either end. Whoever writes it into an address encodes it.
 */
public record ArticleId(String value) implements Comparable<ArticleId> {
    public static final int MAX_LENGTH = 200;
    private static final Pattern VALID = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}/\\\\]{1," + MAX_LENGTH + "}");

    @JsonCreator
    public ArticleId {
        value = Normalizer.normalize(value, Normalizer.Form.NFC);
        if (!VALID.matcher(value).matches()
                || !value.strip().equals(value)
                || value.equals(".")
                || value.equals("..")) {
            throw new IllegalArgumentException("an article id has 1 to " + MAX_LENGTH
                    + " characters, none of them a slash, a backslash or a control character");
        }
    }

    @JsonValue
    @Override
    public String value() {
        return value;
    }

    @Override
    public int compareTo(ArticleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
