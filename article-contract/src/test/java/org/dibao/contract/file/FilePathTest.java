package org.dibao.contract.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dibao.contract.article.ArticlePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ferry.jpg",
                "/images/渡船 1.jpg",
                "/assets/photo.png",
                "/assets/css/site.css",
                "/assets/icons/icon.svg",
                "/media/2026/a.pdf",
                "/console.txt",
                "/com/a.txt",
                "/.well-known/a.json"
            })
    void aFileCanBeHere(String path) {
        assertThat(new FilePath(path)).hasToString(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ferry.jpg",
                "/",
                "/images/",
                "/images//a.png",
                "/images/../a.png",
                "/media/640/0123456789abcdef/a.png.webp",
                "/images/./a.png",
                "/a\u0000.png",
                "/a\nb.png",
                "/a\\b.png",
                "/api/a.png",
                "/desk/a.png",
                "/feed.xml",
                "/index.html",
                "/2026/",
                "/tag/a.png",
                "/CON",
                "/a/nul.txt",
                "/com1.png",
                "/lpt¹",
                "/assets/site.css",
                "/assets/site.0a1b2c.js",
                "/assets/favicon.ico",
                "/assets/accent.c8102e.x.css"
            })
    void aFileCannotBeHere(String path) {
        assertThatThrownBy(() -> new FilePath(path)).isInstanceOf(IllegalArgumentException.class);
        assertThat(FilePath.of(path)).isEmpty();
    }

    @Test
    void anyFolderCanHoldItsNames() {
        assertThat(new FilePath("/" + "a".repeat(251) + ".png").name()).hasSize(255);
        assertThatThrownBy(() -> new FilePath("/" + "a".repeat(252) + ".png")).hasMessageContaining("255 bytes");
        assertThatThrownBy(() -> new FilePath("/" + "船".repeat(86))).hasMessageContaining("255 bytes");
    }

    @Test
    void itIsNormalizedAndEncodedLikeAnArticlesPath() {
        assertThat(FilePath.parse("/a%20e%CC%81.png")).isEqualTo(new FilePath("/a \u00E9.png"));
        assertThat(new FilePath("/渡.png").encoded()).isEqualTo("/%E6%B8%A1.png");
        assertThatThrownBy(() -> FilePath.parse("/a%2Fb.png")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wherePathsOfArticlesAndFilesMeet() {
        assertThat(new FilePath("/a/b.html").article()).contains(new ArticlePath("/a/b.html"));
        assertThat(new FilePath("/media/a.png").article()).isEmpty();
        assertThat(FilePath.of(new ArticlePath("/a/"))).isEmpty();
    }

    @Test
    void onlyAPathThatNamesTheContentIsOfIt() {
        FileContent content = new FileContent("0123456789abcdef".repeat(4), 1, "image/png", 1, 1);

        assertThat(new FilePath("/media/0123456789abcdef/a.png").isOf(content)).isTrue();
        assertThat(new FilePath("/media/1123456789abcdef/a.png").isOf(content)).isFalse();
        assertThat(new FilePath("/media/0123456789abcdef/b/a.png").isOf(content))
                .isFalse();
        assertThat(new FilePath("/images/0123456789abcdef/a.png").isOf(content)).isFalse();
    }
}
