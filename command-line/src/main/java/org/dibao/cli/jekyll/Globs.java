package org.dibao.cli.jekyll;

import java.util.regex.Pattern;

/** Patterns of file names, as Ruby's {@code File.fnmatch} reads them: a star stands for slashes, too. */
final class Globs {
    private Globs() {}

    static Pattern pattern(String glob) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> out.append(".*");
                case '?' -> out.append('.');
                case '[' -> {
                    int end = glob.indexOf(']', i + 2);
                    if (end < 0) {
                        out.append("\\[");
                    } else {
                        out.append('[')
                                .append(glob.substring(i + 1, end)
                                        .replace("\\", "\\\\")
                                        .replace("[", "\\[")
                                        .replace("&&", "&\\&")
                                        .replaceFirst("^!", "^"))
                                .append(']');
                        i = end;
                    }
                }
                default -> out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(out.toString().replaceAll("(?:\\.\\*){2,}", ".*"), Pattern.DOTALL);
    }
}
