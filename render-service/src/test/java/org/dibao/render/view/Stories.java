package org.dibao.render.view;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dibao.contract.ModelStore;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleDraftBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Source;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.ReceivedRecord;
import org.jspecify.annotations.Nullable;

/** Writes events, line by line, as a newsroom and the store would. */
public final class Stories {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final ModelStore store = new ModelStore();
    private final List<ReceivedRecord> records = new ArrayList<>();

    public List<ReceivedRecord> records() {
        return List.copyOf(records);
    }

    /** What may be said of an article besides its title. */
    public record With(
            UnaryOperator<ArticleDraftBuilder> draft,
            @Nullable String html,
            @Nullable String key) {
        public static final With NOTHING = new With(UnaryOperator.identity(), null, null)
                .date("2026-02-28T08:30:00+08:00")
                .categories("news")
                .tags("town");

        public With date(@Nullable String date) {
            return and(draft -> draft.date(date == null ? null : SubmittedDate.parse(date)));
        }

        public With categories(String... names) {
            return and(draft -> draft.categories(List.of(names)));
        }

        public With tags(String... names) {
            return and(draft -> draft.tags(List.of(names)));
        }

        public With authors(String... names) {
            return and(draft -> draft.authors(List.of(names)));
        }

        public With at(String permalink, String... from) {
            return and(draft -> draft.permalink(permalink)
                    .redirectFrom(Stream.of(from).map(ArticlePath::new).toList()));
        }

        public With excerpt(String excerpt) {
            return and(draft -> draft.excerpt(excerpt));
        }

        public With image(String image) {
            return and(draft -> draft.image(image));
        }

        public With layout(@Nullable String layout) {
            return and(draft -> draft.layout(layout));
        }

        public With pinned(boolean pinned) {
            return and(draft -> draft.pinned(pinned));
        }

        public With translated(@Nullable String translationKey, @Nullable String lang) {
            return and(draft -> draft.translationKey(translationKey).lang(lang));
        }

        public With extra(String name, Object value) {
            return and(draft -> draft.extra(Map.of(name, value)));
        }

        public With html(String html) {
            return new With(draft, html, key);
        }

        public With key(String key) {
            return new With(draft, html, key);
        }

        private With and(UnaryOperator<ArticleDraftBuilder> more) {
            return new With(given -> more.apply(draft.apply(given)), html, key);
        }
    }

    public Stories publishes(String id, String title) {
        return publishes(id, title, With.NOTHING);
    }

    public Stories publishes(String id, String title, With with) {
        return submits(id, title, with, false);
    }

    public Stories drafts(String id, String title) {
        return submits(id, title, With.NOTHING, true);
    }

    private Stories submits(String id, String title, With with, boolean draft) {
        ArticleDraft given = with.draft()
                .apply(ArticleDraftBuilder.builder().extra(Map.of("$set", 1, "a.b", "x")))
                .title(title)
                .draft(draft)
                .source(new Source(Source.Format.MARKDOWN, "# " + title))
                .build();
        String html = with.html() == null ? "<p>" + title + "</p>" : with.html();
        Idempotency key = with.key() == null ? null : new Idempotency(with.key(), title);
        return submits(new Submission.SubmitArticle(request(key), new ArticleId(id), given, html));
    }

    public Stories withdraws(String id) {
        return submits(new Submission.WithdrawArticle(request(null), new ArticleId(id)));
    }

    public Stories keepsFile(String path, String digit) {
        FileContent content = new FileContent(digit.repeat(64), 7, "image/png", 3, 2);
        return submits(new Submission.KeepFile(request(null), new FilePath(path), content));
    }

    public Stories removesFile(String path) {
        return submits(new Submission.RemoveFile(request(null), new FilePath(path)));
    }

    public Stories changesSite(SiteSettings settings) {
        return submits(new Submission.ChangeSite(request(null), settings));
    }

    /** The store could not read a submission: a bare outcome. */
    public Stories theStoreCannotReadOne() {
        return add(Codec.write(new ArticleEvent(store.next(), at(), new Outcome.Unreadable("nonsense"))), true);
    }

    /** An event whose content was damaged on its way. */
    public Stories anEventIsDamaged() {
        Map<String, String> headers = Map.of(
                Headers.ID,
                store.next().toString(),
                Headers.TIME,
                at().toString(),
                Headers.TYPE,
                "org.dibao.article.published.v1");
        return add(new EventMessage("x", headers, "{\"position\":\"?\"".getBytes(StandardCharsets.UTF_8)), true);
    }

    /** A record that is no event of ours, so without a position. */
    public Stories somebodyWritesNonsense() {
        return add(new EventMessage(null, Map.of(), "hello".getBytes(StandardCharsets.UTF_8)), false);
    }

    public Stories somebodyClaimsANewerVersion() {
        return add(
                new EventMessage(
                        null,
                        Map.of(Headers.TYPE, "org.dibao.article.published.v9"),
                        "{}".getBytes(StandardCharsets.UTF_8)),
                false);
    }

    public Stories aNewerReleaseWrites() {
        return add(
                new EventMessage(
                        null,
                        Map.of(Headers.ID, store.next().toString(), Headers.TYPE, "org.dibao.article.published.v9"),
                        "{}".getBytes(StandardCharsets.UTF_8)),
                true);
    }

    /** The last record once more, as after a broker's or a store's accident. */
    public Stories theLastOneStandsThereTwice() {
        ReceivedRecord last = records.getLast();
        records.add(new ReceivedRecord(records.size(), last.timestamp(), last.key(), last.headers(), last.value()));
        return this;
    }

    /** A position that no record has. */
    public Stories onePositionIsMissing() {
        store.skip();
        return this;
    }

    /** Publishes, edits, moves, path fights, redirects, withdrawals, restores, settings, bare outcomes, damage. */
    public static List<ReceivedRecord> aDayInTheNewsroom() {
        With plain = With.NOTHING;
        return new Stories()
                .publishes("grain", "Grain prices hold")
                .publishes(
                        "river",
                        "The river is rising",
                        plain.categories("news", "Weather Desk").authors("Ann Lee"))
                .publishes("bridge", "Bridge opens", plain.key("desk/k1"))
                .publishes("grain", "Grain prices rise", plain.tags("town", "粮食"))
                .publishes("bridge", "Bridge opens", plain.key("desk/k1")) // a retry: repeated
                .publishes("market", "Market day", plain.at("/town/market.html"))
                .publishes("rival", "Another market", plain.at("/town/market.html")) // rejected
                .publishes("grain", "Grain prices rise", plain.tags("town", "粮食")) // unchanged
                .withdraws("river")
                .theStoreCannotReadOne()
                .publishes("market", "Market day", plain.at("/town/square.html", "/old/market.html"))
                .publishes("rival", "Another market", plain.at("/town/market.html")) // the former path passes to it
                .anEventIsDamaged()
                .publishes("grain", "粮价上涨", plain.categories("粮食", "news").date("2026-02-27T08:30:00+08:00"))
                .somebodyWritesNonsense()
                .drafts("letter", "A letter, unfinished")
                .changesSite(SiteSettings.builder()
                        .title("The Gazette")
                        .description("每日一报")
                        .language("en")
                        .timeZone("Europe/London")
                        .permalink("/:year/:title.html")
                        .pageSize(2)
                        .build())
                .publishes("letter", "A letter", plain.date("2026-02-20T00:00:00"))
                .theLastOneStandsThereTwice()
                .publishes(
                        "river",
                        "The river falls",
                        plain.categories("Weather Desk").at("/river/falls.html")) // back, elsewhere
                .withdraws("nobody")
                .drafts("bridge", "Bridge, being corrected") // live before: withdrawn
                .publishes(
                        "third",
                        "A third market",
                        plain.at("/third.html", "/old/market.html")) // the redirect passes to it
                .withdraws("market") // and what leads to it
                .publishes("market", "Market is back", plain.at("/town/market-2.html"))
                .withdraws("rival")
                .publishes("market", "Market is back at last", plain.at("/town/square.html")) // back to where it was
                .publishes("bridge", "Bridge corrected", plain.key("desk/k2"))
                .withdraws("letter")
                .changesSite(SiteSettings.builder()
                        .title("The Gazette")
                        .description("每日一报")
                        .language("zh-CN")
                        .permalink("/:year/:title.html")
                        .pageSize(3)
                        .build())
                .publishes("harbour", "Harbour closed", plain.tags("sea"))
                .anEventIsDamaged()
                .publishes("letter", "A letter to all")
                .withdraws("third")
                .publishes("last", "Last words", plain.categories("weather-desk"))
                .publishes("about", "About us", plain.date(null).layout("page"))
                .changesSite(merging("weather-desk", "news"))
                .publishes(
                        "fog",
                        "Fog",
                        plain.categories("Weather Desk").translated("fog", "en").pinned(true))
                .publishes("nebel", "Nebel", plain.translated("fog", "de").at("/nebel.html"))
                .publishes("about", "Who we are", plain.date(null).layout("page"))
                .withdraws("fog")
                .changesSite(merging("sport", "news"))
                .publishes("fog", "Fog again", plain.categories("Weather Desk"))
                .publishes("about", "No longer a page", plain)
                .keepsFile("/images/ferry.png", "a")
                .keepsFile("/old/market.html", "b") // instead of a redirect
                .removesFile("/old/market.html")
                .publishes("letter", "A letter again", plain.at("/letter.html", "/?p=7"))
                .records();
    }

    /** Settings by which one category is merged into another. */
    public static SiteSettings merging(String from, String into) {
        return SiteSettings.builder()
                .title("The Gazette")
                .pageSize(3)
                .categories(Map.of(from, new Term(null, null, into)))
                .build();
    }

    private Stories submits(Submission submission) {
        return add(Codec.write(store.decide(submission)), false);
    }

    public static ArticleEvent event(ReceivedRecord record) {
        try {
            return Codec.readEvent(record.headers(), record.value());
        } catch (org.dibao.contract.wire.Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private Stories add(EventMessage message, boolean hasPosition) {
        records.add(new ReceivedRecord(records.size(), at(), message.key(), message.headers(), message.value()));
        if (hasPosition) {
            store.skip();
        }
        return this;
    }

    private Request request(@Nullable Idempotency idempotency) {
        return new Request(at(), "desk", idempotency, Preconditions.NONE);
    }

    private Instant at() {
        return START.plusSeconds(records.size());
    }
}
