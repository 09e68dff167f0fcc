package org.dibao.contract.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The point of a picture that stays in sight wherever only a part of it is shown.
 *
 * @param x from the left, in percent of the picture's width as it is shown
 * @param y from the top, in percent of its height
 */
public record Focus(int x, int y) {
    public static final Focus CENTRE = new Focus(50, 50);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,3})%?[ ,]+([0-9]{1,3})%?");

    public Focus {
        if (x < 0 || x > 100 || y < 0 || y > 100) {
            throw new IllegalArgumentException("a focal point is 0 to 100 percent from the left, and from the top");
        }
    }

    /**
     * @param given such as {@code 30,40} or {@code 30% 40%}
     * @throws IllegalArgumentException if it is none
     */
    public static Focus parse(String given) {
        Matcher parts = FORM.matcher(given.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "a focal point is two whole numbers, percent from the left and from the top, such as 30,40");
        }
        return new Focus(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }
}
