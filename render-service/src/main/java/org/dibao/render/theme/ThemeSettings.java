package org.dibao.render.theme;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code dibao.render} that begin with {@code theme-}.
 *
 * @param themeDir         a folder whose files stand in for the built-in ones; absent: the built-in theme alone
 * @param themeKeptDir     where the last good files of that folder are kept, a place for each instance; default {@code data/theme}
 * @param themePoll        how often it is looked at; 100 ms to 1 min, default 500 ms
 * @param themeMaxFile     size of a file in it at most; default 1 MB
 * @param themeMaxTotal    size of all its files together at most; default 20 MB
 * @param themeMaxPage     characters of a page that its templates make at most; default 4,000,000
 * @param themeMaxSteps    runs of a loop's, a condition's or a macro's body for one page at most; default 200,000
 */
@ConfigurationProperties("dibao.render")
public record ThemeSettings(
        @Nullable Path themeDir,
        Path themeKeptDir,
        @DefaultValue("500ms") Duration themePoll,
        @DefaultValue("1MB") DataSize themeMaxFile,
        @DefaultValue("20MB") DataSize themeMaxTotal,
        @DefaultValue("4000000") int themeMaxPage,
        @DefaultValue("200000") int themeMaxSteps) {
    private static final Path KEPT = Path.of("data", "theme");

    public ThemeSettings(
            @Nullable Path themeDir,
            @Nullable Path themeKeptDir,
            @DefaultValue("500ms") Duration themePoll,
            @DefaultValue("1MB") DataSize themeMaxFile,
            @DefaultValue("20MB") DataSize themeMaxTotal,
            @DefaultValue("4000000") int themeMaxPage,
            @DefaultValue("200000") int themeMaxSteps) {
        this.themeDir = themeDir == null || themeDir.toString().isBlank() ? null : themeDir;
        this.themeKeptDir = themeKeptDir == null || themeKeptDir.toString().isBlank() ? KEPT : themeKeptDir;
        this.themePoll = themePoll;
        this.themeMaxFile = themeMaxFile;
        this.themeMaxTotal = themeMaxTotal;
        this.themeMaxPage = themeMaxPage;
        this.themeMaxSteps = themeMaxSteps;
        check(themePoll.toMillis() >= 100 && themePoll.toSeconds() <= 60, "dibao.render.theme-poll: 100ms to 1m");
        check(
                themeMaxFile.toBytes() > 0 && themeMaxFile.toMegabytes() <= 100,
                "dibao.render.theme-max-file: up to 100MB");
        check(
                themeMaxTotal.compareTo(themeMaxFile) >= 0 && themeMaxTotal.toMegabytes() <= 1000,
                "dibao.render.theme-max-total: dibao.render.theme-max-file or more, up to 1GB");
        check(themeMaxPage >= 100_000, "dibao.render.theme-max-page: 100000 or more");
        check(themeMaxSteps >= 10_000, "dibao.render.theme-max-steps: 10000 or more");
    }

    /** No mounted theme. */
    static ThemeSettings none() {
        return in(null, null);
    }

    /** @param kept where the last good files are kept */
    static ThemeSettings in(@Nullable Path folder, @Nullable Path kept) {
        return new ThemeSettings(
                folder,
                kept,
                Duration.ofMillis(500),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(20),
                4_000_000,
                200_000);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
