package org.dibao.render.theme;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.render} that begin with {@code theme-}.
 *
 * @param themeDir      a folder with your own theme; its files replace the built-in ones of the same name
 * @param themeKeptDir  where the last good files of that folder are kept, separate for each instance
 * @param themePoll     how often the theme's folder is checked
 * @param themeMaxFile  the largest file of a theme
 * @param themeMaxTotal all files of a theme together
 * @param themeMaxPage  maximum characters written by the templates of a page; those of a template that extends another
 *                      count twice
 * @param themeMaxSteps maximum executions of the bodies of loops, conditions and macros for one page
 */
@Validated
@ConfigurationProperties("dibao.render")
public record ThemeSettings(
        @Nullable Path themeDir,

        @NotNull(message = "must name a folder") @DefaultValue("data/theme")
        Path themeKeptDir,

        @MustBe("100ms to 1m") @DefaultValue("500ms") Duration themePoll,
        @MustBe("1B to 100MB") @DefaultValue("1MB") DataSize themeMaxFile,
        @MustBe("1B to 1GB") @DefaultValue("20MB") DataSize themeMaxTotal,
        @MustBe("100000 or more") @DefaultValue("32000000") int themeMaxPage,
        @MustBe("10000 or more") @DefaultValue("200000") int themeMaxSteps) {

    public ThemeSettings {
        themeDir = themeDir == null || themeDir.toString().isBlank() ? null : themeDir;
        if (themeMaxTotal.compareTo(themeMaxFile) < 0) {
            throw new IllegalArgumentException("dibao.render.theme-max-total is " + themeMaxTotal
                    + "; it must not be less than dibao.render.theme-max-file, which is " + themeMaxFile);
        }
    }

    /** Without a mounted theme. */
    static ThemeSettings none() {
        return in(null, Path.of("data", "theme"));
    }

    /** @param kept where the last good files are kept */
    static ThemeSettings in(@Nullable Path folder, Path kept) {
        return new ThemeSettings(
                folder,
                kept,
                Duration.ofMillis(500),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(20),
                32_000_000,
                200_000);
    }
}
