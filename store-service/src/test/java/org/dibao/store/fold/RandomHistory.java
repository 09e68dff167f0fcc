package org.dibao.store.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dibao.contract.Post;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Revision;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;

/**
 * Logs of submissions that get into each other's way: few ids, paths and keys. The same seed gives the same log. A run
 * prints its seed; {@code -Ddibao.seed=…} runs it again.
 */
public final class RandomHistory {
    private static final String[] IDS = {"a", "b", "c", "d", "邸报"};
    private static final String[] PATHS = {"/p/1", "/p/2.html", "/p/3/", "/p/邸报.html", "/p/5"};
    private static final String[] CATEGORIES = {"News", "财经", "Daily [print]", "C++"};
    private static final String[] TAGS = {"上海", "C", "wire"};
    private static final String[] PATTERNS = {"date", "pretty", "/:title.html", "none"};
    private static final String[] ZONES = {"Asia/Shanghai", "America/New_York", "UTC"};
    private static final String[] DATES = {
        "2022-01-25T09:36:15+08:00", "2022-01-31T23:30:00", "2021-12-31T20:00:00Z", "2022-02-01T00:00:00"
    };

    private final Random random;
    private Instant now = Newsroom.OPENED;

    private RandomHistory(long seed) {
        this.random = new Random(seed);
    }

    private static final String[] FOLDERS = {"", "_posts/", "en/_posts/", "en/news/_posts/"};

    /** The seed to begin with: a new one for each run, or the one that was asked for. */
    public static long seed() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("random histories from -Ddibao.seed=" + seed);
        return seed;
    }

    public static List<Submission> log(long seed, int length) {
        RandomHistory history = new RandomHistory(seed);
        List<Submission> log = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            log.add(history.next(log));
        }
        return log;
    }

    private Submission next(List<Submission> log) {
        now = now.plusSeconds(1 + random.nextInt(100_000));
        if (!log.isEmpty() && chance(8)) {
            return again(log.get(random.nextInt(log.size())));
        }
        if (chance(3)) {
            return new Submission.ChangeSite(request(Preconditions.NONE), site());
        }
        if (chance(15)) {
            return new Submission.WithdrawArticle(request(preconditions()), new ArticleId(one(IDS)));
        }
        if (chance(1)) {
            return new Submission.EraseArticle(
                    new Request(now, "erase", null, Preconditions.NONE), new ArticleId(one(IDS)));
        }
        Submission.SubmitArticle post = post().submission();
        return new Submission.SubmitArticle(
                request(preconditions()),
                post.article(),
                post.given(),
                post.html(),
                post.file(),
                post.named(),
                random.nextInt(2));
    }

    private SiteSettings site() {
        Map<String, Term> categories = chance(50)
                ? Map.of()
                : Map.of(
                        "news",
                        new Term(null, null, one("财经", "c", "unused")),
                        "second",
                        new Term("Zweite", null, chance(50) ? "c" : null));
        return SiteSettings.builder()
                .timeZone(one(ZONES))
                .permalink(one(PATTERNS))
                .categories(categories)
                .menu(chance(50) ? null : List.of(new MenuItem("About", "/about.html")))
                .build();
    }

    private Post post() {
        Post post = Post.post(one(IDS))
                .titled(chance(50) ? "Title" : one("Other: 标题", "?!", "title"))
                .saying(one("x", "y", "The gates opened this morning.", "The gates were closed at noon."));
        post = chance(30) ? post.undated() : post.dated(chance(3) ? "2222-02-02T00:00:00Z" : one(DATES));
        post = chance(60) ? post.at(one(PATHS)) : post;
        post = chance(2) ? post.at(one("/api/x", "/a/../b", "/")) : post;
        post = switch (random.nextInt(4)) {
            case 0 -> post.in();
            case 1 -> post.in(one(CATEGORIES), "Second");
            default -> post.in(one(CATEGORIES));
        };
        post = chance(40) ? post.tagged(one(TAGS)) : post;
        post = chance(30) ? post.writtenBy(one("Li", "Wang")) : post;
        post = chance(20) ? post.excerpt(one("null", "In short.")) : post;
        post = chance(30) ? post.redirectedFrom(one(PATHS), one("/old/1", "/old/2")) : post;
        post = chance(20)
                ? post.extra("number", random.nextInt(2)).extra("nested", List.of(0.5, List.of("deep")))
                : post;
        post = chance(10) ? post.laidOutAs("page") : post;
        post = chance(10) ? post.pinned() : post;
        post = chance(10) ? post.from("江畔日报", chance(50) ? null : "https://river.example/") : post;
        post = chance(20) ? post.translated(one("one", "二")) : post;
        post = chance(30) ? post.readFrom(one(FOLDERS) + "a.md") : post;
        post = chance(5) ? post.named() : post;
        return chance(20) ? post.asDraft() : post;
    }

    /** The same submission once more, later; with its key, if it had one. */
    private Submission again(Submission first) {
        Request old = first.request();
        Request request = new Request(now, old.by(), old.idempotency(), old.preconditions());
        return switch (first) {
            case Submission.SubmitArticle s ->
                new Submission.SubmitArticle(request, s.article(), s.given(), s.html(), s.file(), s.named(), s.paths())
                        .timed(s.timed());
            case Submission.WithdrawArticle s -> new Submission.WithdrawArticle(request, s.article());
            case Submission.EraseArticle s -> new Submission.EraseArticle(request, s.article());
            case Submission.KeepAppointment s ->
                new Submission.KeepAppointment(request, s.article(), s.action(), s.at());
            case Submission.ChangeSite s -> new Submission.ChangeSite(request, s.settings());
            case Submission.KeepFile s -> new Submission.KeepFile(request, s.path(), s.content());
            case Submission.RemoveFile s -> new Submission.RemoveFile(request, s.path());
        };
    }

    private Request request(Preconditions preconditions) {
        String by = one("desk", "wire");
        Idempotency idempotency =
                chance(30) ? new Idempotency(by + "/" + random.nextInt(40), one("f", "f", "f", "g")) : null;
        return new Request(now, by, idempotency, preconditions);
    }

    private Preconditions preconditions() {
        if (!chance(10)) {
            return Preconditions.NONE;
        }
        return chance(50)
                ? new Preconditions(new Revision(1 + random.nextInt(5)), false)
                : new Preconditions(null, true);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }
}
