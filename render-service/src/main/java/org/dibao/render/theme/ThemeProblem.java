package org.dibao.render.theme;

/**
 * What is wrong with a mounted theme.
 *
 * @param file within the theme's folder, such as {@code templates/article.html}
 * @param line from 1; 0 if it is not in a specific line
 */
public record ThemeProblem(String file, int line, String message) {
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + message;
    }
}
