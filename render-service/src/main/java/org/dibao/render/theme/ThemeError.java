package org.dibao.render.theme;

import org.jspecify.annotations.Nullable;

/** An invalid theme, or a page that it cannot render. */
final class ThemeError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ThemeProblem problem;

    /** @param line 0 if it is not in a specific line */
    ThemeError(String file, int line, String message, @Nullable Throwable cause) {
        super(file + (line > 0 ? ":" + line : "") + ": " + message, cause);
        this.problem = new ThemeProblem(file, line, message);
    }

    ThemeProblem problem() {
        return problem;
    }
}
