package org.dibao.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.article.ArticleLimits;
import org.dibao.ingest.article.ArticleReader;
import org.dibao.ingest.article.FileName;
import org.dibao.ingest.article.ReadResult;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.liquid.SiteFileSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class TarGzTest {
    private static final ImportSettings SETTINGS = new ImportSettings(
            Duration.ofMillis(60),
            10,
            10,
            10,
            1,
            100,
            DataSize.ofMegabytes(2),
            DataSize.ofMegabytes(20),
            DataSize.ofKilobytes(64),
            DataSize.ofKilobytes(16),
            Duration.ofSeconds(1));

    @Test
    void postsAreReadAndAllElseIsPassedOver() throws IOException {
        byte[] archive = new Archives()
                .folder("_posts")
                .post("_posts/2022-01-25-a.md", "A")
                .file("_posts/._2022-01-25-a.md", "resource fork")
                .file("_posts/.hidden.md", "x")
                .file("_posts/photo.jpg", "x")
                .file("__MACOSX/_posts/2022-01-25-a.md", "x")
                .link("_posts/2022-01-26-link.md", "/etc/passwd")
                .post("./_posts/deep/er/2022-01-27-报纸.markdown", "B")
                .post("_posts/" + "long/".repeat(40) + "2022-01-28-c.html", "C")
                .bytes();
        assertThat(read(archive)).containsExactly("2022-01-25-a", "2022-01-27-报纸", "2022-01-28-c");
    }

    @Test
    void whatItsFrontMatterCallsAPageIsOneIfItIsNoPartOfTheTheme() throws IOException {
        String page = "---\ntitle: P\nlayout: post\nlayout: \"page\" # the last counts\n---\nP\n";
        byte[] archive = new Archives()
                .file("my-site/_config.yml", "title: x")
                .file("my-site/about.md", page)
                .file("my-site/README.md", "layout: page\n")
                .file("my-site/_layouts/page.html", page)
                .file("my-site/.hidden.md", page)
                .file("my-site/_docs/en/a.md", page)
                .file("elsewhere/about.md", page)
                .post("my-site/_posts/2022-01-25-a.md", "A")
                .file("my-site/post.md", page.replace("page", "post"))
                .bytes();
        assertThat(files(archive)).containsExactly("_posts/about.md", "_posts/_docs/en/a.md", "_posts/2022-01-25-a.md");
    }

    @Test
    void whatIsForTemplatesMakesASiteEvenWithoutPosts() throws IOException {
        String page = "---\ntitle: P\nlayout: page\n---\nP\n";
        byte[] archive = new Archives()
                .file("_config.yml", "title: x")
                .file("_data/crew.json", "[]")
                .file("_includes/note.html", "x")
                .file("_guides/en/a.md", page)
                .file("about.md", page)
                .bytes();
        assertThat(files(archive)).containsExactly("_posts/_guides/en/a.md", "_posts/about.md");
    }

    @Test
    void aPostThatIsTooLargeIsRefusedAndTheNextIsRead() throws IOException {
        byte[] archive = new Archives()
                .zeros("2022-01-01-z.md", 1_500_000)
                .post("2022-01-25-a.md", "A")
                .bytes();
        assertThat(read(archive)).containsExactly("too-large", "2022-01-25-a");
    }

    @Test
    void ofTwoFilesWithOnePathTheSecondIsRefused() throws IOException {
        byte[] archive = new Archives()
                .post("a/2022-01-25-a.md", "A")
                .post("./a/2022-01-25-a.md", "B")
                .bytes();
        assertThat(files(archive)).containsExactly("_posts/a/2022-01-25-a.md", "invalid");
    }

    @Test
    void filesOfOneNameInOtherFoldersAreTakenAll() throws IOException {
        byte[] archive = new Archives()
                .post("_posts/2023-05-05-hello.md", "A")
                .post("_posts/en/2023-05-05-hello.md", "B")
                .post("_posts/en/news/2023-05-05-hello.md", "D")
                .post("ja/news/_posts/2023-05-05-hello.md", "E")
                .bytes();
        assertThat(files(archive))
                .containsExactly(
                        "_posts/2023-05-05-hello.md",
                        "_posts/en/2023-05-05-hello.md",
                        "_posts/en/news/2023-05-05-hello.md",
                        "ja/news/_posts/2023-05-05-hello.md");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "./", "my-site/", "./my-site/", "home/me/my-site/"})
    void aSiteGivesTheSameFilesWhicheverFolderTheArchiveBeginsWith(String above) throws IOException {
        byte[] archive = new Archives()
                .post(above + "README.md", "no article")
                .post(above + "about.md", "no article")
                .file(above + "2.md", "---\ndate: 2022-01-25\n---\n")
                .post(above + "tech/linux/_posts/2022-01-25-a.md", "A")
                .post(above + "_site/_posts/2022-01-25-a.md", "copy")
                .post(above + "node_modules/x/_posts/2022-01-25-a.md", "other")
                .post(above + "_posts/README.md", "no article")
                .file(above + "_posts/hexo.md", "---\ntitle: x\ndate: 2022-01-25\n---\n")
                .post(above + "_posts/_hidden/2022-01-25-h.md", "hidden")
                .file(above + "_config.yml", "title: x")
                .post(above + "_drafts/idea.md", "D")
                .post(above + "_posts/2022-01-25-a.md", "B")
                .bytes();
        assertThat(files(archive))
                .containsExactly(
                        "tech/linux/_posts/2022-01-25-a.md",
                        "_posts/hexo.md",
                        "_drafts/idea.md",
                        "_posts/2022-01-25-a.md");
    }

    @Test
    void withoutASettingsFileTheFolderThatContainsEverythingIsTheSiteIfItContainsPosts() throws IOException {
        assertThat(files(new Archives()
                        .post("my-site/en/_posts/2022-01-25-a.md", "A")
                        .post("my-site/_posts/2022-01-25-a.md", "B")
                        .bytes()))
                .containsExactly("en/_posts/2022-01-25-a.md", "_posts/2022-01-25-a.md");
        assertThat(files(new Archives()
                        .post("tech/linux/_posts/2022-01-25-a.md", "A")
                        .post("life/_posts/2022-01-25-a.md", "B")
                        .bytes()))
                .containsExactly("tech/linux/_posts/2022-01-25-a.md", "life/_posts/2022-01-25-a.md");
        assertThat(files(new Archives()
                        .post("tech/linux/_posts/2022-01-25-a.md", "A")
                        .bytes()))
                .containsExactly("tech/linux/_posts/2022-01-25-a.md");
    }

    @Test
    void allFilesOfAFolderWithoutAnySuchFolderAreArticles() throws IOException {
        assertThat(files(new Archives()
                        .post("README.md", "A")
                        .post("en/about.md", "B")
                        .post("2022-01-25-a.md", "C")
                        .post("later.md", "D")
                        .bytes()))
                .containsExactly("_posts/README.md", "_posts/en/about.md", "_posts/2022-01-25-a.md", "_posts/later.md");
        assertThat(files(new Archives().post("README.md", "A").bytes())).containsExactly("_posts/README.md");
    }

    @Test
    void aFolderOfPostsIsReadAsItArrives() throws IOException {
        byte[] whole = new Archives()
                .post("2022-01-25-a.md", "A")
                .post("2022-01-26-b.md", "B")
                .zeros("photo.jpg", 1 << 20)
                .bytes();
        List<String> read = new ArrayList<>();
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 100), read))
                .isInstanceOf(Refused.class);
        assertThat(read).containsExactly("2022-01-25-a", "2022-01-26-b");
    }

    @Test
    void aFileTooLargeToPassEndsTheImportAtItsHeader() throws IOException {
        byte[] archive = new Archives()
                .post("2022-01-25-a.md", "A")
                .zeros("2022-01-26-b.md", 64L << 20)
                .bytes();
        long start = System.nanoTime();
        assertRefused(archive, Problem.Type.TOO_LARGE, 1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void manyFilesToPassEndTheImportAtALimit() throws IOException {
        Archives archive = new Archives();
        for (int i = 0; i < 30; i++) {
            archive.zeros("photo" + i + ".jpg", 1 << 20);
        }
        assertRefused(archive.bytes(), Problem.Type.TOO_LARGE, 0);
    }

    @Test
    void aHeaderWithoutEndIsRefused() throws IOException {
        byte[] header = new byte[512];
        System.arraycopy("x".getBytes("UTF-8"), 0, header, 0, 1);
        System.arraycopy("00001000000\0".getBytes("UTF-8"), 0, header, 124, 12); // 2 MB of long name
        header[156] = 'L';
        System.arraycopy("ustar\00000".getBytes("UTF-8"), 0, header, 257, 8);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        System.arraycopy(String.format("%06o\0 ", sum).getBytes("UTF-8"), 0, header, 148, 8);
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(tar)) {
            gzip.write(header);
            byte[] name = new byte[1 << 20];
            Arrays.fill(name, (byte) 'n');
            gzip.write(name);
            gzip.write(name);
        }
        assertRefused(tar.toByteArray(), Problem.Type.TOO_LARGE, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.001, 0.1, 0.5, 0.9, 0.999})
    void anArchiveThatWasCutOffIsRefused(double part) throws IOException {
        Archives archive = new Archives();
        for (int i = 10; i < 20; i++) {
            archive.file("2022-01-" + i + "-a.md", "---\ntitle: a\n---\n" + Archives.noise(3000, i));
        }
        byte[] whole = archive.bytes();
        assertThat(read(whole)).hasSize(10);
        assertRefused(Arrays.copyOf(whole, (int) (whole.length * part)), Problem.Type.MALFORMED, -1);
    }

    @Test
    void aTarThatWasCutOffBeforeItWasCompressedIsRefused() throws IOException {
        byte[] whole = new Archives().post("2022-01-25-a.md", "A").bytes();
        byte[] tar = new java.util.zip.GZIPInputStream(new ByteArrayInputStream(whole)).readAllBytes();
        for (int length : new int[] {100, 512, 600, 1024}) {
            ByteArrayOutputStream cut = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(cut)) {
                gzip.write(tar, 0, length);
            }
            if (length < 1024) {
                assertRefused(cut.toByteArray(), Problem.Type.MALFORMED, -1);
            }
        }
    }

    @Test
    void aChangedByteIsNoticed() throws IOException {
        byte[] archive = new Archives()
                .file("2022-01-25-a.md", "---\ntitle: a\n---\n" + Archives.noise(3000, 1))
                .bytes();
        archive[archive.length / 2] ^= 0x10;
        assertRefused(archive, Problem.Type.MALFORMED, -1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no archive at all", "PK\u0003\u0004 a zip", "{\"title\": \"json\"}"})
    void whatIsNoArchiveIsRefused(String text) throws IOException {
        assertRefused(text.getBytes("UTF-8"), Problem.Type.MALFORMED, 0);
    }

    /** @param before how many posts are read before; negative if it does not matter */
    private static void assertRefused(byte[] archive, Problem.Type type, int before) {
        List<String> read = new ArrayList<>();
        assertThatThrownBy(() -> read(archive, read))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.problem().type()).isEqualTo(type));
        if (before >= 0) {
            assertThat(read).hasSize(before);
        }
    }

    private static List<String> read(byte[] archive) throws IOException {
        List<String> read = new ArrayList<>();
        read(archive, read);
        return read;
    }

    private static void read(byte[] archive, List<String> into) throws IOException {
        read(archive, into, FileName::id);
    }

    /** The paths below the site. */
    private static List<String> files(byte[] archive) throws IOException {
        List<String> read = new ArrayList<>();
        read(archive, read, name -> name.file().path());
        return read;
    }

    private static void read(byte[] archive, List<String> into, Function<FileName, String> what) throws IOException {
        try (TarGz entries =
                new TarGz(new ByteArrayInputStream(archive), 1 << 20, SETTINGS, SiteFileSettings.DEFAULT)) {
            for (ImportEntry entry = entries.next(); entry != null; entry = entries.next()) {
                into.add(
                        switch (entry) {
                            case ImportEntry.Article article ->
                                what.apply(
                                        Objects.requireNonNull(article.upload().file()));
                            case ImportEntry.Bad bad -> bad.problem().type().slug();
                        });
            }
        }
    }

    @Test
    void templatesFindWhatCameBeforeTheirPost() throws IOException {
        byte[] archive = new Archives()
                .file("my-site/_config.yml", "title: The Ferry\nlimit: 3\n")
                .file("my-site/_data/crew/mates.yml", "- {name: Ann}\n- {name: Bo}\n")
                .file("my-site/_data/broken.yml", "a: b: c")
                .file("my-site/_includes/note.html", "<b>{{ include.text }}</b>")
                .file("my-site/_posts/beside.md", "Beside.")
                .file("my-site/_posts/2022-01-25-a.md", """
                        ---
                        title: a
                        ---
                        {{ site.title }}, {{ site.nothing }}{{ site.limit | plus: 1 }}.
                        {% for mate in site.data.crew.mates %}{{ mate.name }} {% endfor %}{% include note.html text="x" %}
                        {% include_relative beside.md %} {% include later.html %}{{ site.posts }}{{ site.data.broken }}
                        """)
                .file("my-site/_includes/later.html", "late")
                .bytes();
        try (TarGz entries =
                new TarGz(new ByteArrayInputStream(archive), 1 << 20, SETTINGS, SiteFileSettings.DEFAULT)) {
            ImportEntry.Article article = (ImportEntry.Article) Objects.requireNonNull(entries.next());
            ReadResult.Read read =
                    (ReadResult.Read) new ArticleReader(ArticleLimits.DEFAULT).read(article.upload(), Instant.now());
            assertThat(read.html()).isEqualTo("<p>The Ferry, 4.\nAnn Bo <b>x</b>\nBeside. </p>");
            assertThat(read.warnings())
                    .anyMatch(warning -> warning.contains("_data/broken.yml: "))
                    .anyMatch(warning -> warning.contains("later.html"))
                    .anyMatch(warning -> warning.contains("site.posts"))
                    .hasSize(3);
            assertThat(entries.next()).isNull();
        }
    }

    @Test
    void moreSiteFilesThanAllowedAreNotKnownAndWarningsSaySo() throws IOException {
        byte[] archive = new Archives()
                .file("_config.yml", "title: x")
                .file("_includes/long.html", "x".repeat(2000))
                .file("_data/many.yml", "- 1\n".repeat(50))
                .file("_posts/2022-01-25-a.md", "---\ntitle: a\n---\n{% include long.html %}{{ site.data.many.size }}.")
                .bytes();
        SiteFileSettings few = new SiteFileSettings(DataSize.ofKilobytes(1), 20);
        try (TarGz entries = new TarGz(new ByteArrayInputStream(archive), 1 << 20, SETTINGS, few)) {
            ImportEntry.Article article = (ImportEntry.Article) Objects.requireNonNull(entries.next());
            ReadResult.Read read =
                    (ReadResult.Read) new ArticleReader(ArticleLimits.DEFAULT).read(article.upload(), Instant.now());
            assertThat(read.html()).isEqualTo("<p>.</p>");
            assertThat(read.warnings())
                    .anyMatch(warning -> warning.contains("dibao.ingest.site-files.max-size"))
                    .anyMatch(warning -> warning.contains("_data/many.yml") && warning.contains("more than 20 values"));
        }
    }
}
