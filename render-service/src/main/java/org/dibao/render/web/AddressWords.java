package org.dibao.render.web;

import java.util.regex.Pattern;

/** Guesses what an address is about. */
final class AddressWords {
    private static final int MAX = 60;
    private static final Pattern ENDING = Pattern.compile("\\.[a-zA-Z]{2,5}$");
    private static final Pattern DATE = Pattern.compile("^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}-");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private AddressWords() {}

    /**
     * @param path decoded, or as sent if that is not possible
     * @return words of its last segment; empty if it has none
     */
    static String of(String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String last = bare.substring(bare.lastIndexOf('/') + 1);
        String name = DATE.matcher(ENDING.matcher(last).replaceFirst("")).replaceFirst("");
        String words = BETWEEN.matcher(name).replaceAll(" ").strip();
        boolean says =
                words.codePoints().anyMatch(Character::isLetter) && words.length() <= MAX && path.indexOf('%') < 0;
        return says ? words : "";
    }
}
