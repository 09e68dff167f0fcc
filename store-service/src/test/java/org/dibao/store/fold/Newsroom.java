package org.dibao.store.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dibao.contract.Post;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Digest;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.jspecify.annotations.Nullable;

/** A site's whole history in memory: decides what it is sent, in order, and remembers it. */
public final class Newsroom {
    public static final Instant OPENED = Post.OPENED;

    private final History history = new History();
    private final List<Submission> log = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private UnaryOperator<Decision> written = UnaryOperator.identity();

    public Decision send(Submission submission) {
        Decision decision = Fold.decide(history, new Position(log.size()), submission);
        log.add(submission);
        decisions.add(decision);
        history.apply(written.apply(decision));
        return decision;
    }

    /** The same with a history that the first release wrote: its heads do not tell what readers saw. */
    public static Newsroom ofTheFirstRelease() {
        return of(decision -> whatWasSeen(decision, null));
    }

    /** The same with a history in which an origin that nobody gave has an empty place in the digest of what readers saw. */
    public static Newsroom ofAReleaseThatCountedAbsentOrigins() {
        return of(decision -> {
            Article a = decision.article();
            return a == null
                    ? decision
                    : whatWasSeen(
                            decision,
                            Digest.of(Json.bytes(Arrays.<@Nullable Object>asList(
                                    a.title(),
                                    a.html(),
                                    a.excerpt(),
                                    a.image(),
                                    a.lang(),
                                    a.authors(),
                                    a.categories(),
                                    a.tags(),
                                    a.date().toInstant(),
                                    a.origin()))));
        });
    }

    /** The same with a history whose heads do not tell how the articles began. */
    public static Newsroom ofAReleaseThatKeptNoLeads() {
        return of(decision -> decision.head() == null
                ? decision
                : DecisionBuilder.builder(decision)
                        .head(HeadBuilder.builder(decision.head()).lead(null).build())
                        .build());
    }

    private static Newsroom of(UnaryOperator<Decision> written) {
        Newsroom newsroom = new Newsroom();
        newsroom.written = written;
        return newsroom;
    }

    /** From here on it is decided and written by this release. */
    public void upgrade() {
        written = UnaryOperator.identity();
    }

    private static Decision whatWasSeen(Decision d, @Nullable String seen) {
        Head h = d.head();
        return h == null
                ? d
                : DecisionBuilder.builder(d)
                        .head(HeadBuilder.builder(h)
                                .seen(seen)
                                .modifiedAt(seen == null ? null : h.modifiedAt())
                                .build())
                        .build();
    }

    public Outcome send(Post post) {
        return send(post.submission()).outcome();
    }

    public Outcome withdraw(String id) {
        return send(withdrawal(id, Preconditions.NONE)).outcome();
    }

    public Outcome change(SiteSettings settings) {
        return change(settings, null);
    }

    /** @param replaces the tag of the settings that must be in force */
    public Outcome change(SiteSettings settings, @Nullable String replaces) {
        return send(new Submission.ChangeSite(request(Preconditions.NONE), settings, replaces))
                .outcome();
    }

    public static Submission.WithdrawArticle withdrawal(String id, Preconditions preconditions) {
        return new Submission.WithdrawArticle(request(preconditions), new ArticleId(id));
    }

    private static Request request(Preconditions preconditions) {
        return new Request(OPENED, "desk", null, preconditions);
    }

    /** The site's settings, with another permalink and time zone than by default. */
    public static SiteSettings site(String permalink, String timeZone) {
        return SiteSettings.builder().timeZone(timeZone).permalink(permalink).build();
    }

    /** The problem of a refused submission; fails for any other outcome. */
    public static Problem problem(Outcome outcome) {
        if (outcome instanceof Outcome.Rejected rejected) {
            return rejected.problem();
        }
        throw new AssertionError("not rejected, but " + outcome);
    }

    public History history() {
        return history;
    }

    public List<Submission> log() {
        return List.copyOf(log);
    }

    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    public Decision last() {
        return decisions.getLast();
    }

    public Head head(String id) {
        Head head = history.head(new ArticleId(id));
        if (head == null) {
            throw new AssertionError("no article " + id);
        }
        return head;
    }

    public @Nullable PathClaim claim(String path) {
        return history.claim(new ArticlePath(path));
    }

    /** Whose a path is and how, as {@code current of a} or {@code redirect of a}; {@code nobody's} if it is free. */
    public String owner(String path) {
        PathClaim claim = claim(path);
        return claim == null
                ? "nobody's"
                : claim.kind().name().toLowerCase(java.util.Locale.ROOT) + " of " + claim.article();
    }
}
