package org.dibao.ingest.operations;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.ingest.article.ArticleReader;
import org.dibao.ingest.article.ContentKind;
import org.dibao.ingest.article.FileName;
import org.dibao.ingest.article.ReadResult;
import org.dibao.ingest.article.Upload;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Parses a sample several times after the start, so that the first real article does not have to wait for class loading
 * and compilation.
 */
public final class WarmUp {
    private static final int ROUNDS = 200;
    private static final String SAMPLE = """
            ---
            layout: post
            title: "A sample"
            date: 2020-01-02 03:04:05 +0800
            categories: [samples]
            tags: one two
            ---
            # Heading

            A **paragraph** with [a link](//example.org/), `code` and a note[^1]; "quoted" -- so.

            - one
            - two

            | a | b |
            |---|---|
            | 1 | 2 |

            ```java
            int a = 1;
            ```
             <p>HTML</p><p class="em_media">source</p>

            <http://example.org/>

            [^1]: Note.
            """;

    private final ArticleReader reader;

    public WarmUp(ArticleReader reader) {
        this.reader = reader;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofPlatform()
                .name("warm-up")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(() -> run(ROUNDS));
    }

    /** @return how many rounds produced an article */
    int run(int rounds) {
        byte[] sample = SAMPLE.getBytes(StandardCharsets.UTF_8);
        Upload upload = new Upload(ContentKind.MARKDOWN, sample, FileName.of("2020-01-02-sample.md"), null);
        Instant now = Instant.now();
        int articles = 0;
        for (int i = 0; i < rounds; i++) {
            if (reader.read(upload, now) instanceof ReadResult.Read read) {
                Request request = new Request(now, "local", null, Preconditions.NONE);
                var submission =
                        new Submission.SubmitArticle(request, new ArticleId("sample"), read.given(), read.html());
                articles += Codec.write(submission).value().length > 0 ? 1 : 0;
            }
        }
        return articles;
    }
}
