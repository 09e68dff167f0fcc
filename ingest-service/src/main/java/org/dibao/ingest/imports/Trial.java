package org.dibao.ingest.imports;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.event.Problem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.ingest.submissions.PreparedSubmission;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * A dry run: articles are read as in an import, and nothing is appended.
 *
 * @param site the settings that would be in force
 */
public record Trial(SiteSettings site) {
    /** Of an article. */
    private static final int MAX_LINKS = 1000;

    /**
     * What an article would be.
     *
     * @param path that it would ask for; another article may have it; null for a draft, which has none yet
     */
    record Result(ArticleId article, @Nullable String path, List<String> warnings, List<String> links) {}

    PendingResult of(String name, PreparedSubmission prepared) {
        return switch (prepared) {
            case PreparedSubmission.Invalid invalid -> PendingResult.refused(name, invalid.problem());
            case PreparedSubmission.Ready ready
            when ready.submission() instanceof SubmitArticle submit -> {
                try {
                    yield PendingResult.tried(ImportLine.tried(
                            name,
                            new Result(
                                    submit.article(),
                                    submit.given().draft() ? null : path(submit),
                                    ready.warnings(),
                                    links(submit.html()))));
                } catch (IllegalArgumentException e) { // as the store would refuse it
                    yield PendingResult.refused(
                            name, Problem.of(Problem.Type.INVALID, "permalink", String.valueOf(e.getMessage())));
                }
            }
            case PreparedSubmission.Ready ready ->
                throw new IllegalStateException("no article: " + Objects.requireNonNull(ready.kind()));
        };
    }

    private String path(SubmitArticle submit) {
        SubmittedDate date = submit.given().date();
        OffsetDateTime then = date != null
                ? date.in(site.zone())
                : submit.request().receivedAt().atZone(site.zone()).toOffsetDateTime();
        return submit.path(site, SubmittedDate.in(site.zone(), then)).value();
    }

    /** Those that do not lead to another kind of place, such as a mailbox. */
    private static List<String> links(String html) {
        return Jsoup.parseBodyFragment(html).select("[href],[src]").stream()
                .flatMap(element -> Stream.of(element.attr("href"), element.attr("src")))
                .filter(address -> !address.isEmpty() && !address.startsWith("#"))
                .filter(address -> !address.matches("(?is)(?!https?:)[a-z][a-z0-9+.-]*:.*"))
                .distinct()
                .limit(MAX_LINKS)
                .toList();
    }
}
