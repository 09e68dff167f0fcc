package org.dibao.store.folding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleDraftBuilder;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Revision;
import org.dibao.contract.article.Source;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.eventlog.ReceivedRecord;
import org.jspecify.annotations.Nullable;

/** Writes logs, line by line, as a newsroom would. */
public final class Stories {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final List<ReceivedRecord> records = new ArrayList<>();

    public List<ReceivedRecord> records() {
        return records;
    }

    public Stories publishes(String id, String title) {
        return add(new Submission.SubmitArticle(
                request(null, Preconditions.NONE),
                new ArticleId(id),
                given(title, null, false, List.of()),
                html(title)));
    }

    public Stories publishesFrom(String file, String id, String title) {
        return add(new Submission.SubmitArticle(
                request(null, Preconditions.NONE),
                new ArticleId(id),
                given(title, null, false, List.of()),
                html(title),
                new ArticleFile(file),
                false,
                0));
    }

    public Stories publishesAtLength(String id, String title, String body) {
        ArticleDraft short_ = given(title, null, false, List.of());
        ArticleDraft given = ArticleDraftBuilder.builder()
                .title(short_.title())
                .date(short_.date())
                .categories(short_.categories())
                .tags(short_.tags())
                .authors(short_.authors())
                .source(new Source(Source.Format.MARKDOWN, body))
                .build();
        return add(new Submission.SubmitArticle(
                request(null, Preconditions.NONE), new ArticleId(id), given, "<p>" + body + "</p>"));
    }

    public Stories publishesAt(String id, String title, String permalink, String... redirectFrom) {
        return add(new Submission.SubmitArticle(
                request(null, Preconditions.NONE),
                new ArticleId(id),
                given(title, permalink, false, List.of(redirectFrom)),
                html(title)));
    }

    public Stories publishesWithKey(String id, String title, String key, String fingerprint) {
        return add(new Submission.SubmitArticle(
                request(new Idempotency(key, fingerprint), Preconditions.NONE),
                new ArticleId(id),
                given(title, null, false, List.of()),
                html(title)));
    }

    public Stories revisesIfAt(String id, String title, int revision) {
        return add(new Submission.SubmitArticle(
                request(null, new Preconditions(new Revision(revision), false)),
                new ArticleId(id),
                given(title, null, false, List.of()),
                html(title)));
    }

    public Stories createsOnly(String id, String title) {
        return add(new Submission.SubmitArticle(
                request(null, new Preconditions(null, true)),
                new ArticleId(id),
                given(title, null, false, List.of()),
                html(title)));
    }

    public Stories drafts(String id, String title) {
        return add(new Submission.SubmitArticle(
                request(null, Preconditions.NONE),
                new ArticleId(id),
                given(title, null, true, List.of()),
                html(title)));
    }

    public Stories withdraws(String id) {
        return add(new Submission.WithdrawArticle(request(null, Preconditions.NONE), new ArticleId(id)));
    }

    public Stories keepsFile(String path, String digit) {
        return add(new Submission.KeepFile(
                request(null, Preconditions.NONE),
                new FilePath(path),
                new FileContent(digit.repeat(64), 7, "image/png", 3, 2)));
    }

    public Stories removesFile(String path) {
        return add(new Submission.RemoveFile(request(null, Preconditions.NONE), new FilePath(path)));
    }

    public Stories changesSite(String title, String permalink) {
        return add(new Submission.ChangeSite(
                request(null, Preconditions.NONE),
                SiteSettings.builder().title(title).permalink(permalink).build()));
    }

    public Stories movesSiteTo(String baseUrl) {
        return add(new Submission.ChangeSite(
                request(null, Preconditions.NONE),
                SiteSettings.builder().baseUrl(baseUrl).build()));
    }

    public Stories somebodyWritesNonsense(String nonsense) {
        records.add(new ReceivedRecord(
                records.size(), at(), null, Map.of("ce_type", "org.dibao.submission.submit.v1"), nonsense.getBytes()));
        return this;
    }

    public Stories aNewerReleaseWrites() {
        records.add(new ReceivedRecord(
                records.size(), at(), null, Map.of("ce_type", "org.dibao.submission.submit.v9"), "{}".getBytes()));
        return this;
    }

    /** Creates, edits, moves, path fights, retries, preconditions, withdrawals, restores, drafts, settings, nonsense. */
    public static List<ReceivedRecord> aDayInTheNewsroom() {
        return new Stories()
                .publishes("grain", "Grain prices hold")
                .publishes("river", "The river is rising")
                .publishesWithKey("bridge", "Bridge opens", "desk/k1", "f1")
                .publishes("grain", "Grain prices rise")
                .publishesWithKey("bridge", "Bridge opens", "desk/k1", "f1")
                .publishesAt("market", "Market day", "/town/market.html")
                .publishesAt("rival", "Another market", "/town/market.html")
                .publishesWithKey("bridge", "Bridge opens late", "desk/k1", "f2")
                .withdraws("river")
                .somebodyWritesNonsense("not json")
                .publishesAt("market", "Market day", "/town/square.html", "/old/market.html")
                .publishesAt("rival", "Another market", "/town/market.html")
                .revisesIfAt("grain", "Grain prices fall", 2)
                .revisesIfAt("grain", "Grain prices soar", 2)
                .createsOnly("grain", "Grain once more")
                .drafts("letter", "A letter, unfinished")
                .drafts("letter", "A letter, better")
                .changesSite("The Gazette", "/:year/:title.html")
                .publishes("letter", "A letter")
                .publishes("river", "The river falls")
                .withdraws("nobody")
                .drafts("bridge", "Bridge, being corrected")
                .publishes("grain", "Grain prices fall")
                .somebodyWritesNonsense("{\"type\":\"submit\"}")
                .changesSite("The Gazette", "/:year/:title.html")
                .publishesWithKey("bridge", "Bridge corrected", "desk/k2", "f3")
                .publishesWithKey("harbour", "Harbour closed", "desk/k3", "f4")
                .withdraws("market")
                .publishesWithKey("harbour", "Harbour closed", "desk/k3", "f4")
                .publishesAt("rival", "Another market", "/town/square.html")
                .publishesAt("market", "Market is back", "/town/square.html")
                .withdraws("market")
                .withdraws("letter")
                .publishes("last", "Last words")
                .keepsFile("/images/ferry.html", "a")
                .publishesAt("ferry", "The ferry", "/images/ferry.html") // the file's
                .keepsFile("/images/ferry.html", "b")
                .removesFile("/images/ferry.html")
                .records();
    }

    private Stories add(Submission submission) {
        EventMessage message = Codec.write(submission);
        records.add(new ReceivedRecord(records.size(), at(), message.key(), message.headers(), message.value()));
        return this;
    }

    private Request request(@Nullable Idempotency idempotency, Preconditions preconditions) {
        return new Request(at(), "desk", idempotency, preconditions);
    }

    private Instant at() {
        return START.plusSeconds(records.size());
    }

    private static ArticleDraft given(
            String title, @Nullable String permalink, boolean draft, List<String> redirectFrom) {
        return ArticleDraftBuilder.builder()
                .title(title)
                .date(SubmittedDate.parse("2026-02-28T08:30:00+08:00"))
                .categories(List.of("news"))
                .tags(List.of("town"))
                .permalink(permalink)
                .layout("post")
                .redirectFrom(redirectFrom.stream().map(ArticlePath::new).toList())
                .draft(draft)
                .extra(Map.of("a.b", 1, "$set", "x"))
                .source(new Source(Source.Format.MARKDOWN, "# " + title))
                .build();
    }

    private static String html(String title) {
        return "<p>" + title + "</p>";
    }
}
