package org.dibao.render.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.operations.RenderHealth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** A folder stands in for the built-in theme, at once, and never takes the site down. */
class MountedThemeTest {
    private static final Site SITE = Site.of(SiteSettings.DEFAULT);

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path disk;

    private Path folder = Path.of(".");
    private @Nullable Theme theme;

    @BeforeEach
    void anEmptyFolder() throws IOException {
        folder = Files.createDirectory(disk.resolve("theme"));
    }

    @AfterEach
    void end() {
        if (theme != null) {
            theme.close();
        }
    }

    @Test
    void anEmptyFolderChangesNothing() {
        Theme theme = mounted();

        assertThat(theme.version()).isEqualTo(new Theme().version());
        assertThat(theme.problem()).isNull();
    }

    @Test
    void stylesheetTemplatesTextsAndAssetsStandInForTheBuiltInOnes() throws IOException {
        write("site.css", "body { color: teal }");
        write(
                "templates/message.html",
                "{% extends \"base.html\" %}{% block main %}<h1>{{ message.title }}!</h1><img src=\"{{ assets['a/logo.svg'] }}\" alt=\"\">{% endblock %}");
        write("texts/zh.properties", "missing.title=此页不存在");
        write("assets/a/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");

        Theme theme = mounted();

        String page = theme.missing(SITE, List.of());
        assertThat(theme.problem()).isNull();
        assertThat(page)
                .contains("<h1>此页不存在!</h1>")
                .contains("href=\"" + theme.stylesheet().path() + "\"")
                .containsPattern("/assets/a/logo\\.[A-Za-z0-9_-]{22}\\.svg");
        assertThat(theme.stylesheet().content()).asString().contains("teal");
        assertThat(theme.asset("/assets/a/logo.svg"))
                .isNotNull()
                .extracting(Asset::immutable)
                .isEqualTo(false);
        assertThat(theme.gone(SITE, List.of())).contains("文章已撤下"); // what it does not say, the built-in file does
    }

    @ParameterizedTest
    @CsvSource({"text/zh.properties, texts/", "template/base.html, templates/", "_layouts/base.html, templates/"})
    void aFolderOfAnotherNameIsTold(String file, String folder) throws IOException {
        write(file, "missing.title=x");

        assertThat(mounted().problem())
                .isEqualTo(new ThemeProblem(file, 0, "it has no effect there: it belongs into " + folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sites.css  | did you mean site.css?",
                "icon.svg   | did you mean assets/icon.svg?",
                "aricle.html | did you mean templates/article.html?",
                "print.css  | the stylesheet is site.css, and what it needs belongs into assets/",
            })
    void aFileThatReplacesNothingIsToldAndTheOthersAreInUse(String file, String hint) throws IOException {
        write(file, "body { color: red }");
        write("site.css", "body { color: teal }");
        for (String fine : List.of("README.html", "site.css~", ".site.css", "assets/print.css", "screenshot.png")) {
            write(fine, "x");
        }

        Theme theme = mounted();

        assertThat(theme.stylesheet().content()).asString().contains("teal");
        assertThat(theme.problem()).isNull();
        assertThat(theme.unused()).isEqualTo(new ThemeProblem(file, 0, "it replaces nothing: " + hint));
        assertThat(RenderHealth.theme(theme).health().block().getDetails().get("problem"))
                .isEqualTo(file + ": it replaces nothing: " + hint);

        Files.delete(folder.resolve(file));
        await().atMost(SOON).until(() -> theme.unused() == null);
    }

    @Test
    void aChangeIsTakenUpWithoutARestartAndTold() throws IOException {
        Theme theme = mounted();
        List<String> told = new CopyOnWriteArrayList<>();
        theme.onChange(told::add);
        Asset before = theme.stylesheet();

        write("site.css", "body { color: teal }");

        await().atMost(SOON).until(() -> !told.isEmpty());
        assertThat(told).containsExactly(theme.version());
        assertThat(theme.missing(SITE, List.of()))
                .contains(theme.stylesheet().path())
                .doesNotContain(before.path());
        assertThat(theme.asset(before.path()))
                .as("for pages that were made before")
                .isNotNull();
    }

    @Test
    void anErrorIsNamedAndTheLastGoodVersionStays() throws IOException {
        write("templates/message.html", "<p>good {{ message.title }}</p>");
        Theme theme = mounted();
        String good = theme.missing(SITE, List.of());

        write("templates/message.html", "<p>\n\n{{ message.titel }}</p>");

        await().atMost(SOON).until(() -> theme.problem() != null);
        assertThat(theme.problem()).satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("templates/message.html");
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.message()).contains("titel");
        });
        assertThat(theme.missing(SITE, List.of())).isEqualTo(good);

        write("templates/message.html", "<p>{{ message.title }}\n{{ message.title | raw</p>");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(theme.problem()).isNotNull().satisfies(problem -> {
                    assertThat(problem.file()).isEqualTo("templates/message.html");
                    assertThat(problem.line()).isEqualTo(2);
                    assertThat(problem.message()).contains("is not closed");
                }));

        write("templates/message.html", "<p>better {{ message.title }}</p>");

        await().atMost(SOON).until(() -> theme.missing(SITE, List.of()).contains("better"));
        assertThat(theme.problem()).isNull();
    }

    @Test
    void theLastGoodVersionSurvivesARestartWhileThereIsAnError() throws IOException {
        write("site.css", "body { color: teal }");
        write("templates/message.html", "<p>good {{ message.title }}</p>");
        String good = mounted().version();
        end();
        write("templates/message.html", "<p>{% if %}</p>");

        for (int start = 0; start < 2; start++) {
            Theme theme = mounted();

            assertThat(theme.version())
                    .as("as on an instance that was not restarted")
                    .isEqualTo(good);
            assertThat(theme.missing(SITE, List.of())).startsWith("<p>good");
            assertThat(theme.stylesheet().content()).asString().contains("teal");
            assertThat(theme.problem())
                    .isNotNull()
                    .satisfies(problem -> assertThat(problem.file()).isEqualTo("templates/message.html"));
            end();
        }
    }

    @Test
    void theLastGoodVersionIsThereWhileTheFolderIsNot() throws IOException {
        write("site.css", "body { color: teal }");
        String good = mounted().version();
        end();
        Files.delete(folder.resolve("site.css"));
        Files.delete(folder);

        assertThat(mounted().version()).isEqualTo(good);
        assertThat(mounted().problem()).isNotNull();
    }

    @Test
    void whatACrashLeftHalfWrittenAndWhatIsDamagedIsNotTakenUp() throws IOException {
        write("site.css", "body { color: teal }");
        String good = mounted().version();
        end();
        write("texts/zh.properties", "date=nonsense of a pattern {");
        Path kept = disk.resolve("kept/last-good.zip");
        byte[] whole = Files.readAllBytes(kept);
        Files.write(disk.resolve("kept/last-good.zip.part"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(mounted().version()).isEqualTo(good);
        end();

        for (int length = 0; length < whole.length; length += 7) {
            Files.write(kept, java.util.Arrays.copyOf(whole, length));
            assertThat(mounted().version())
                    .as("%s bytes of %s", length, whole.length)
                    .isIn(good, new Theme().version());
            end();
        }
        Files.writeString(kept, "nonsense");
        assertThat(mounted().version()).isEqualTo(new Theme().version());
        assertThat(mounted().problem()).isNotNull();
    }

    @Test
    void aFolderThatIsNotThereIsNamedAndTakenUpWhenItComes() throws IOException {
        Files.delete(folder);
        Theme theme = mounted();
        assertThat(theme.problem()).isNotNull();
        assertThat(theme.missing(SITE, List.of())).contains("没有这个页面");

        Files.createDirectory(folder);
        write("texts/zh.properties", "missing.title=来了");

        await().atMost(SOON).until(() -> theme.missing(SITE, List.of()).contains("来了"));
        assertThat(theme.problem()).isNull();
    }

    @Test
    void aPageThatATemplateFailsToMakeIsMadeByTheBuiltInOne() throws IOException {
        // Right for every sample, wrong for this title.
        write("templates/message.html", "{% if site.title == \"Boom\" %}{{ nothing }}{% endif %}mounted");
        write("site.css", "body { color: teal }");
        write("texts/zh.properties", "missing.title=此页不在");
        Theme theme = mounted();
        assertThat(theme.problem()).isNull();

        String page = theme.missing(Site.of(SiteSettings.builder().title("Boom").build()), List.of());

        assertThat(page)
                .as("its own look")
                .contains("此页不在", theme.stylesheet().path())
                .contains("地址可能有误");
        assertThat(theme.problem()).isNotNull();
        assertThat(theme.missing(SITE, List.of())).isEqualTo("mounted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "search.html  ¦ {% extends 'base.html' %}~{% block main %}~~{{ nofunc(1) }}{% endblock %} ¦ search.html:4 ¦ nofunc",
                "search.html  ¦ {% extends 'base.html' %}~{% set a = site.titel %} ¦ search.html:2 ¦ titel",
                "search.html  ¦ {% extends 'bse.html' %} ¦ search.html:1 ¦ bse.html",
                "search.html  ¦ {% extends 'base.html' %}~{% block main %}~{% set a = nofunc(1) %}{% endblock %} ¦ search.html:3 ¦ nofunc",
                "search.html  ¦ ~{{ site.title | abbreviate }} ¦ search.html:2 ¦ the filter 'abbreviate' cannot be used here: an argument is missing (length)",
                "search.html  ¦ ~{{ site.title - 1 }} ¦ search.html:2 ¦ subtraction",
                "search.html  ¦ ~~{{ site.title | slice(2, 1) }} ¦ search.html:3 ¦ toIndex",
                "search.html  ¦ ~~{{ max(site, t) }} ¦ search.html:3 ¦ wrong type",
                "items.html   ¦ ~~~{% include 'nope.html' %} ¦ items.html:4 ¦ nope.html",
                "items.html   ¦ ~{% include 'items.html' %} ¦ items.html:2 ¦ endlessly",
                "items.html   ¦ ~{% macro again() %}~{{ again() }}{% endmacro %}{{ again() }} ¦ items.html:3 ¦ endlessly",
                "kicker.html  ¦ {% if true %}~{{ nothing }}{% endif %} ¦ kicker.html:2 ¦ nothing",
                "message.html ¦ ~{% set a = 1 | nofilter %} ¦ message.html:2 ¦ nofilter",
                "message.html ¦ ~~{% if true %} ¦ message.html:3 ¦ end",
            })
    void anErrorNamesTheFileInWhichItStandsAndItsLine(String file, String template, String where, String what)
            throws IOException {
        write("templates/" + file, template.replace('~', '\n').replace('\'', '"'));

        assertThat(mounted().problem()).isNotNull().satisfies(problem -> {
            assertThat(problem.toString())
                    .startsWith("templates/" + where + ":")
                    .contains(what.replace('\'', '"'));
            assertThat(problem.toString())
                    .doesNotContain("java")
                    .doesNotContain("Cannot invoke")
                    .doesNotContain("null");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(1, 2000000000) %}{% endfor %}",
                "{% for a in 1 .. 2000000000 %}{% endfor %}",
                "{% set many = [1,2,3,4,5,6,7,8,9,0] %}{% for a in many %}{% for b in many %}{% for c in many %}{% for d in many %}{% for e in many %}"
                        + "{% for f in many %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
                "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
                "{% include \"message.html\" %}",
                "{% include \"message.html\" %}{% include \"message.html\" %}",
                "{% set n = 0 %}{% macro twice(n) %}{% if n < 40 %}{{ twice(n + 1) }}{{ twice(n + 1) }}{% endif %}{% endmacro %}{{ twice(0) }}",
                "{% set a = \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" %}{% for b in \"01234567890123456789012345678901234567890\" | split(\"\") %}{% set a = a ~ a %}{% endfor %}",
                "{% set a = \"aaaaaaaaaaaaaaaa\" %}{% set a = a~a~a~a~a~a~a~a %}{% set a = a~a~a~a~a~a~a~a %}{% set a = a~a~a~a~a~a~a~a %}{% set a = a~a~a~a~a~a~a~a %}{% set a = a~a~a~a~a~a~a~a %}",
                "{% set a = [1,2,3,4,5,6,7,8] %}{% set a = a+a+a+a+a+a+a+a %}{% set a = a+a+a+a+a+a+a+a %}{% set a = a+a+a+a+a+a+a+a %}{% set a = a+a+a+a+a+a+a+a %}{% set a = a+a+a+a+a+a+a+a %}",
                "{% set a = \"x\" | replace({\"x\": \"yyyyyyyy\"}) %}",
                "{{ \"a\".getClass() }}",
                "{{ site.getClass().forName(\"java.lang.Runtime\") }}",
                "{{ i18n(\"java.util.Properties\", \"a\") }}",
                "{% autoescape false %}{{ site.title }}{% endautoescape %}",
                "{% include \"../../../../etc/passwd\" %}",
                "{% include \"/etc/passwd\" %}",
                "{% import \"file:///etc/passwd\" %}",
                "{% parallel %}{% endparallel %}",
                "{% cache \"a\" %}{% endcache %}"
            })
    void aTemplateCanNeitherRunCodeNorReadFilesNorGoRoundForEver(String template) throws IOException {
        Theme theme = mounted();
        write("templates/message.html", template);

        await().atMost(SOON).until(() -> theme.problem() != null);

        assertThat(theme.problem())
                .satisfies(problem -> assertThat(problem.file()).startsWith("templates/message.html"));
        assertThat(theme.missing(SITE, List.of())).contains("没有这个页面");
    }

    @Test
    void noLinkLeadsOutOfTheFolder() throws IOException {
        Path secret = Files.writeString(disk.resolve("secret.txt"), "secret");
        Files.createDirectories(folder.resolve("assets"));
        Files.createSymbolicLink(folder.resolve("assets/mine.txt"), secret);
        Theme theme = mounted();

        assertThat(theme.problem())
                .satisfies(problem -> assertThat(problem.file()).isEqualTo("assets/mine.txt"));
        assertThat(theme.asset("/assets/mine.txt")).isNull();

        Files.delete(folder.resolve("assets/mine.txt"));
        Files.createSymbolicLink(folder.resolve("assets/all"), disk);

        await().atMost(SOON).until(() -> theme.problem() == null);
        assertThat(theme.asset("/assets/all/secret.txt")).isNull();
    }

    @Test
    void linksWithinTheFolderAreFollowedAsMountedVolumesHaveThem() throws IOException {
        Files.createDirectories(folder.resolve("..2026"));
        Files.writeString(folder.resolve("..2026/site.css"), "body { color: teal }");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(folder.resolve("site.css"), Path.of("..data/site.css"));

        assertThat(mounted().stylesheet().content()).asString().contains("teal");
    }

    @Test
    void whatIsTooLargeIsRefused() throws IOException {
        write("site.css", "a".repeat(2_000));
        ThemeSettings small = new ThemeSettings(
                folder,
                disk.resolve("kept"),
                Duration.ofMillis(100),
                DataSize.ofBytes(1_000),
                DataSize.ofBytes(5_000),
                4_000_000,
                200_000);

        theme = new Theme(small);

        assertThat(theme.problem())
                .satisfies(problem -> assertThat(problem.message()).contains("dibao.render.theme-max-file"));
    }

    private Theme mounted() {
        Theme mounted = new Theme(new ThemeSettings(
                folder,
                disk.resolve("kept"),
                Duration.ofMillis(100),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(20),
                4_000_000,
                200_000));
        theme = mounted;
        return mounted;
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
