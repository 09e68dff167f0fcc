package org.dibao.acceptance.untrusted;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.dibao.contract.article.Article;
import org.dibao.contract.site.SiteSettings;
import org.dibao.ingest.article.ArticleLimits;
import org.dibao.ingest.article.ArticleReader;
import org.dibao.ingest.article.ContentKind;
import org.dibao.ingest.article.Reading;
import org.dibao.ingest.article.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What ingest accepts, render can show: bodies that are one small thing again and again are refused at once or shown in a time
 * that grows as they do. Processor time is measured, and the bounds are ten times what a slow machine takes.
 */
class LargeBodiesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ArticleReader READER = new ArticleReader(ArticleLimits.DEFAULT);
    private static final int LARGE = 400_000;
    private static final long MILLIS_TO_READ = 8000;
    private static final long MILLIS_TO_SHOW = 4000;
    /** What a gateway takes of render. */
    private static final int LARGEST_PAGE = 16 * 1024 * 1024;

    private static final List<String> PARTS = List.of(
            "<a>",
            "<a>x");

    record Shape(ContentKind kind, String name, IntFunction<String> body) {
        static Shape of(ContentKind kind, String part) {
            return new Shape(kind, part, length -> part.repeat(length / part.length()));
        }

        @Override
        public String toString() {
            return kind + " " + name.replace("\n", "\\n");
        }
    }
}
