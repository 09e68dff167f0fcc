package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostFolderTest {
    @TempDir
    Path folder;

    private Path site;

    @BeforeEach
    void aSite() throws IOException {
        site = folder.resolve("my-site");
        for (String name : List.of(
                "about.md",
                "README.md",
                "_posts/README.md",
                "_posts/2026-01-01-a.md",
                "_posts/sub/2026-01-02-b.md",
                "_posts/_hidden/2026-01-02-b.md",
                "_drafts/idea.md",
                "_site/_posts/2026-01-01-a.md",
                "tech/linux/_posts/2026-01-01-a.md")) {
            write(name, "x");
        }
        write("_posts/hexo.md", "---\ntitle: x\ndate: 2026-01-01\n---\n");
    }

    @Test
    void ofASiteItsPostsAndDraftsAreSentAndNothingElse() throws IOException {
        assertThat(sent(site))
                .containsExactly(
                        "_config.yml",
                        "_posts/README.md",
                        "_drafts/idea.md",
                        "_posts/2026-01-01-a.md",
                        "_posts/hexo.md",
                        "_posts/sub/2026-01-02-b.md",
                        "tech/linux/_posts/2026-01-01-a.md");
        assertThat(PostFolder.of(site).posts()).hasSize(5);
    }

    @Test
    void whatTemplatesAskForIsSentBeforeThePosts() throws IOException {
        write("_config.yml", "title: x");
        write("_data/team.yml", "[]");
        write("_data/photo.jpg", "x");
        write("_includes/deep/note.html", "x");
        write("_includes/.hidden", "x");
        Files.createSymbolicLink(site.resolve("_includes/out.html"), Files.createTempFile(folder, "a", "b"));

        List<String> asked = List.of("_config.yml", "_data/team.yml", "_includes/deep/note.html", "_posts/README.md");

        assertThat(sent(site).subList(0, 5))
                .startsWith(asked.toArray(String[]::new))
                .contains("_drafts/idea.md");
        assertThat(sent(site.resolve("tech")))
                .startsWith(asked.toArray(String[]::new))
                .hasSize(5);
    }

    @Test
    void anArticleHasTheSamePathWhicheverFolderIsSent() throws IOException {
        assertThat(sent(site.resolve("_posts")))
                .contains("_posts/sub/2026-01-02-b.md")
                .hasSize(5);
        assertThat(sent(site.resolve("_posts/sub")))
                .containsExactly("_config.yml", "_posts/README.md", "_posts/sub/2026-01-02-b.md");

        write("_config.yml", "title: x");

        assertThat(sent(folder)).isEqualTo(sent(site)).contains("tech/linux/_posts/2026-01-01-a.md");
        assertThat(sent(site.resolve("tech")))
                .containsExactly("_config.yml", "_posts/README.md", "tech/linux/_posts/2026-01-01-a.md");
        assertThat(sent(site.resolve("tech/linux/_posts")))
                .containsExactly("_config.yml", "_posts/README.md", "tech/linux/_posts/2026-01-01-a.md");
    }

    @Test
    void ofAFolderWithoutAnySuchFolderAllArticlesAreSent() throws IOException {
        Path plain = Files.createDirectories(folder.resolve("plain/en"));
        Files.writeString(plain.resolve("about.md"), "x");
        Files.writeString(plain.resolve("../2026-01-01-a.md"), "x");

        assertThat(sent(folder.resolve("plain"))).containsExactly("2026-01-01-a.md", "en/about.md");
    }

    @Test
    void onePostOfASiteIsSentWithItsFolders() throws IOException {
        Path post = site.resolve("tech/linux/_posts/2026-01-01-a.md");
        assertThat(ArticleFile.slug(post)).isEqualTo("2026-01-01-a.md");

        write("_config.yml", "title: x");

        assertThat(ArticleFile.slug(post)).isEqualTo("tech/linux/_posts/2026-01-01-a.md");
        assertThat(ArticleFile.slug(site.resolve("about.md"))).isEqualTo("about.md");
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsNotFollowed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.md"), "not to be published");
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.writeString(shared.resolve("2026-01-09-shared.md"), "nor this");
        Files.createSymbolicLink(site.resolve("_posts/2026-01-08-secret.md"), secret);
        Files.createSymbolicLink(site.resolve("_posts/linked"), shared);
        Files.createSymbolicLink(site.resolve("_posts/2026-01-07-again.md"), site.resolve("_posts/2026-01-01-a.md"));

        assertThat(sent(site))
                .contains("_posts/2026-01-07-again.md")
                .doesNotContain("_posts/2026-01-08-secret.md", "_posts/linked/2026-01-09-shared.md");
        assertThat(PostFolder.of(site).others())
                .contains(site.resolve("_posts/2026-01-08-secret.md").toAbsolutePath());

        Path plain = Files.createDirectories(folder.resolve("plain"));
        Files.writeString(plain.resolve("a.md"), "x");
        Files.createSymbolicLink(plain.resolve("b.md"), secret);
        assertThat(sent(plain)).containsExactly("a.md");
    }

    private void write(String name, String content) throws IOException {
        Path file = site.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static List<String> sent(Path folder) throws IOException {
        var archive = new ByteArrayOutputStream();
        PostFolder.of(folder).writeTo(archive, (name, reason) -> {
            throw new AssertionError(name + reason);
        });
        List<String> names = new ArrayList<>();
        try (var tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new ByteArrayInputStream(archive.toByteArray())), "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
