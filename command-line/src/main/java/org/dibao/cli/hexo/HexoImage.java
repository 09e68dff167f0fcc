package org.dibao.cli.hexo;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hexo's tags of pictures: {@code [classes] address [width] [height] [title [alt]]}. */
final class HexoImage {
    private static final Pattern SIZE = Pattern.compile("^(?:\\s*\\d+(?:%|px)?(?=\\s|$)){1,2}");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
    /** As Hexo's own documents write it: {@code "title 'alt'"}. */
    private static final Pattern WITH_ALT = Pattern.compile("(.*?)\\s*[\"']([^\"']*)[\"']");

    private HexoImage() {}

    /**
     * @param arguments of the tag, as they are written
     * @param folder    of a picture that is named without one
     */
    static String of(String arguments, String folder) {
        Matcher word = HexoTags.WORD.matcher(arguments);
        while (word.find()) {
            String address = HexoTags.word(word);
            if (HexoTags.isFile(address)) {
                return image(folder + address, arguments.substring(word.end()));
            }
        }
        return image(HexoTags.words(arguments).stream().findFirst().orElse(""), "");
    }

    private static String image(String address, String rest) {
        String words = SIZE.matcher(rest).replaceFirst("").strip();
        List<String> quoted =
                QUOTED.matcher(words).results().map(HexoImage::inner).toList();
        String title = quoted.isEmpty() ? words : quoted.getFirst();
        Matcher with = WITH_ALT.matcher(title);
        String alt = quoted.size() > 1 ? quoted.get(1) : title;
        if (quoted.size() == 1 && with.matches()) {
            title = with.group(1);
            alt = with.group(2);
        }
        String shown = title.isEmpty() ? "" : " \"" + title.replace("\"", "&quot;") + "\"";
        return "![" + alt.replaceAll("[\\[\\]]", "\\\\$0") + "](" + address + shown + ")";
    }

    private static String inner(MatchResult quoted) {
        return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
    }
}
