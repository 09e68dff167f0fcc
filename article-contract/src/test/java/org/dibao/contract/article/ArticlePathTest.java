package org.dibao.contract.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticlePathTest {

    @ParameterizedTest
    @CsvSource({
        "/dazhongribao/2022/01/25/NW202201252260188747.html, /dazhongribao/2022/01/25/NW202201252260188747.html",
        "/a/, /a/",
        "/新闻/邸报.html, /新闻/邸报.html",
        "/%E6%96%B0%E9%97%BB/%e9%82%b8报.html, /新闻/邸报.html",
        "/a%20b+c.html, /a b+c.html",
        "/cafe%CC%81, /café",
        "/caf%C3%A9, /café",
        "/a/..., /a/...",
        "/a..b, /a..b",
        "/a%3Ab, /a:b",
        "/%41, /A",
        "/c%23/100%25.html, /c#/100%.html",
        "/a%3Fb, /a?b",
        "/a?b#c, /a?b#c",
        "/a%252Fb, /a%2Fb",
        "/health/2022/01/25/flu.html, /health/2022/01/25/flu.html",
        "/articles/2022/x.html, /articles/2022/x.html",
        "/2022/01/25/x.html, /2022/01/25/x.html",
        "/apis/x, /apis/x"
    })
    void aPathIsReadDecodedAndNormal(String given, String path) {
        assertThat(ArticlePath.parse(given).value()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a/b",
                "//a",
                "/a//b",
                "/a/./b",
                "/a/../b",
                "/..",
                "/.",
                "/a/..",
                "/%2e%2e/b",
                "/a/%2E%2e",
                "/a/ /b",
                "/a/ ",
                "/a/\u3000",
                "/a%2Fb",
                "/a%2fb",
                "/新%2F闻",
                "/a%5Cb",
                "/a\\b",
                "/a%",
                "/a%4",
                "/a%zz",
                "/a%-1",
                "/a%+1",
                "/新%zz",
                "/a%00",
                "/a%0A",
                "/a\u0085b",
                "/a\u2028b",
                "/%FF",
                "/%C3",
                "/%ED%A0%80",
                "/%C0%AF",
                "/新%FF",
                "/a\ud800b"
            })
    void whatIsNoPathIsRefused(String given) {
        assertThatIllegalArgumentException().isThrownBy(() -> ArticlePath.parse(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/x",
                "/assets/x.css",
                "/media/x.jpg",
                "/desk/",
                "/category/x.html",
                "/category.html",
                "/tag/x.html",
                "/tags.html",
                "/categories.html",
                "/author/x",
                "/page/2.html",
                "/search",
                "/search.html",
                "/feed.xml",
                "/rss.xml",
                "/atom.xml",
                "/feed.json",
                "/robots.txt",
                "/sitemap.xml",
                "/sitemap-2022-01.xml",
                "/news-sitemap.xml",
                "/favicon.ico",
                "/index.html",
                "/404.html",
                "/health",
                "/articles",
                "/articles/a",
                "/articles/a/",
                "/2022",
                "/2022/",
                "/2022/01",
                "/2022/01/",
                "/%61pi/x"
            })
    void theSitesOwnAddressesAreReserved(String given) {
        assertThatIllegalArgumentException().isThrownBy(() -> ArticlePath.parse(given));
    }

    @Test
    void itHasAnEnd() {
        assertThat(new ArticlePath("/" + "很".repeat(599)).value()).hasSize(600);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArticlePath("/" + "很".repeat(600)))
                .withMessageContaining("600");
    }

    @ParameterizedTest
    @CsvSource({
        "/新闻/a b.html, /%E6%96%B0%E9%97%BB/a%20b.html",
        "'/x[1]\"<>^`{|}.html', /x%5B1%5D%22%3C%3E%5E%60%7B%7C%7D.html",
        "'/a~b!$&''()*+,;=:@c', '/a~b!$&''()*+,;=:@c'",
        "/🎉, /%F0%9F%8E%89"
    })
    void inALinkItIsPercentEncoded(String path, String encoded) {
        assertThat(new ArticlePath(path).encoded()).isEqualTo(encoded);
    }

    @Test
    void whatIsEncodedReadsAsItself() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        Random random = new Random(seed);
        int paths = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("/p/");
            random.ints(1 + random.nextInt(12), 0, random.nextBoolean() ? 0x250 : 0x1FFFF)
                    .forEach(text::appendCodePoint);
            ArticlePath path;
            try {
                path = new ArticlePath(text.toString());
            } catch (IllegalArgumentException e) {
                continue; // not every text is a path
            }
            paths++;
            assertThat(ArticlePath.parse(path.encoded())).as("seed %d", seed).isEqualTo(path);
            assertThat(path.encoded()).as("seed %d", seed).matches("[!-~]+");
        }
        assertThat(paths).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search/2026/04/01/x.html",
                "/tag/2026/04/01/x.html",
                "/feed/2026/04/01/x/",
                "/category/page/2026/04/01/x.html"
            })
    void aSectionMayBeNamedLikeAListingWhereItsArticlesLieDeeper(String path) {
        assertThat(new ArticlePath(path).value()).isEqualTo(path);
    }
}
