package org.dibao.contract;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.article.PreviousStateBuilder;
import org.dibao.contract.article.Revision;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.jspecify.annotations.Nullable;

/**
 * The store's rule told once more and in the simplest way: whole articles in maps, no digests. It makes events for the tests
 * of modules that must not know the store, and the store's own tests measure the real rule against it.
 */
public final class ModelStore {
    private static final class Known {
        private final Instant acceptedAt;
        private Revision revision;
        private ArticleDraft draft;
        private OffsetDateTime date;
        private boolean withdrawn;
        private boolean erased;
        /** As readers saw it last; absent if they never did. */
        private @Nullable Article shown;
        /** The file with folders that named it last. */
        private @Nullable ArticleFile file;

        private final Set<ArticlePath> redirects = new LinkedHashSet<>();

        private Known(Article first, ArticleDraft draft) {
            this.acceptedAt = first.acceptedAt();
            this.revision = first.revision();
            this.draft = draft;
            this.date = first.date();
        }

        private boolean isLive() {
            return !withdrawn && !erased && !draft.draft();
        }
    }

    private record Owner(ArticleId article, boolean current) {}

    private record Use(String fingerprint, Position position, Result result) {}

    private final Map<ArticleId, Known> articles = new HashMap<>();
    private final Map<ArticlePath, Owner> paths = new HashMap<>();
    private final Map<String, Use> keys = new HashMap<>();
    private final Map<FilePath, Outcome.OfFile> files = new HashMap<>();
    private SiteSettings site = SiteSettings.DEFAULT;
    private Position next;

    public ModelStore() {
        this(new Position(0));
    }

    /** @param next of the first event */
    public ModelStore(Position next) {
        this.next = next;
    }

    /** The position of the next event. */
    public Position next() {
        return next;
    }

    /** The settings in force. */
    public SiteSettings site() {
        return site;
    }

    /** Leaves a position out, as if it had been decided elsewhere. */
    public void skip() {
        next = next.next();
    }

    public ArticleEvent decide(Submission submission) {
        Position position = next;
        skip();
        Idempotency idempotency = submission.request().idempotency();
        Use first = idempotency == null ? null : keys.get(idempotency.key());
        Outcome outcome;
        if (first != null && idempotency != null) {
            outcome = first.fingerprint().equals(idempotency.fingerprint())
                    ? new Outcome.Repeated(first.position(), first.result())
                    : rejected(
                            submission, Problem.Type.KEY_REUSED, "Idempotency-Key", "used for another request before");
        } else {
            outcome = switch (submission) {
                case SubmitArticle submit -> submit(submit);
                case Submission.WithdrawArticle withdraw -> withdraw(withdraw);
                case Submission.ChangeSite change -> change(change);
                case Submission.EraseArticle erase -> erase(erase);
                case Submission.KeepAppointment _ -> throw new IllegalArgumentException("the model has no clock");
                case Submission.KeepFile keep -> keep(keep);
                case Submission.RemoveFile remove -> remove(remove);
            };
            if (idempotency != null) {
                keys.put(idempotency.key(), new Use(idempotency.fingerprint(), position, Result.of(outcome)));
            }
        }
        return new ArticleEvent(position, submission.request().receivedAt(), outcome);
    }

    /** Knows nothing of paths that articles have. */
    private Outcome keep(Submission.KeepFile keep) {
        FilePath path = keep.path();
        Outcome.OfFile last = files.get(path);
        Outcome.OfFile now = switch (last) {
            case null -> new Outcome.FilePublished(path, Revision.FIRST, keep.content(), null);
            case Outcome.FilePublished it ->
                new Outcome.FileRevised(
                        path, it.revision().next(), keep.content().after(it.content()), it.content());
            case Outcome.FileRevised it ->
                new Outcome.FileRevised(
                        path, it.revision().next(), keep.content().after(it.content()), it.content());
            case Outcome.FileWithdrawn it ->
                new Outcome.FilePublished(
                        path, it.revision().next(), keep.content().after(it.before()), it.before());
        };
        files.put(path, now);
        return now;
    }

    private Outcome remove(Submission.RemoveFile remove) {
        Outcome.OfFile last = files.get(remove.path());
        FileContent before = switch (last) {
            case null -> null;
            case Outcome.FilePublished it -> it.content();
            case Outcome.FileRevised it -> it.content();
            case Outcome.FileWithdrawn _ -> null;
        };
        if (last == null || before == null) {
            return new Outcome.Rejected(null, Problem.of(Problem.Type.NOT_FOUND, "no file"), remove.path());
        }
        Outcome.OfFile now =
                new Outcome.FileWithdrawn(remove.path(), last.revision().next(), before);
        files.put(remove.path(), now);
        return now;
    }

    private Outcome submit(SubmitArticle submission) {
        SubmitArticle submit = submission;
        if (!isFor(submit)) {
            ArticleFile file = Objects.requireNonNull(submission.file());
            submit = submission.about(
                    file.longId(submission.article(), submission.given().lang()));
            if (!isFor(submit)) {
                return rejected(submission, Problem.Type.INVALID, "file name", "taken");
            }
        }
        Outcome outcome = decided(submit);
        Known known = articles.get(submit.article());
        ArticleFile file = submit.file();
        if (known != null && file != null && !file.isBare() && !(outcome instanceof Outcome.Rejected)) {
            known.file = file;
        }
        return outcome;
    }

    private boolean isFor(SubmitArticle submit) {
        Known known = articles.get(submit.article());
        ArticleFile file = submit.file();
        if (known == null || file == null || submit.named()) {
            return true;
        }
        String lang = known.shown == null ? known.draft.lang() : known.shown.lang();
        return known.file != null && !file.isBare()
                ? known.file.equals(file)
                : lang == null
                        || submit.given().lang() == null
                        || lang.equals(submit.given().lang());
    }

    private Outcome decided(SubmitArticle submit) {
        ArticleDraft draft = submit.given();
        Request request = submit.request();
        @Nullable Known known = articles.get(submit.article());
        if (known != null && known.erased) {
            return rejected(submit, Problem.Type.GONE, null, "erased");
        }
        if (known != null && !known.withdrawn && known.draft.equals(draft)) {
            return unchanged(submit.article(), known);
        }
        if (isUnmet(request.preconditions(), known)) {
            return rejected(submit, Problem.Type.PRECONDITION_FAILED, field(request.preconditions(), known), "unmet");
        }
        OffsetDateTime date = draft.date() != null
                ? zoned(draft.date())
                : known != null && !isOnlyPlanned(known, request)
                        ? known.date
                        : request.receivedAt().atZone(site.zone()).toOffsetDateTime();
        OffsetDateTime modified = draft.modified() == null ? null : zoned(draft.modified());
        Instant latest = request.receivedAt().plus(SubmittedDate.CLOCK_TOLERANCE);
        if (date.toInstant().isAfter(latest)) {
            return rejected(submit, Problem.Type.INVALID, "date", "in the future");
        }
        if (modified != null && modified.toInstant().isAfter(latest)) {
            return rejected(submit, Problem.Type.INVALID, "modified", "in the future");
        }
        if (draft.redirectFromHosts().stream().anyMatch(old -> !site.hasHost(old.host()))) {
            return rejected(submit, Problem.Type.INVALID, "redirect_from", "another site's");
        }
        ArticlePath path;
        try {
            path = submit.path(site, date);
        } catch (IllegalArgumentException e) {
            return rejected(submit, Problem.Type.INVALID, "permalink", "no path");
        }
        Owner owner = paths.get(path);
        if (!draft.draft()
                && owner != null
                && owner.current()
                && !owner.article().equals(submit.article())) {
            return rejected(submit, Problem.Type.PATH_TAKEN, "permalink", "taken");
        }
        Article article = Article.from(draft)
                .id(submit.article())
                .revision(known == null ? Revision.FIRST : known.revision.next())
                .path(path)
                .date(date)
                .acceptedAt(known == null ? request.receivedAt() : known.acceptedAt)
                .modifiedAt(request.receivedAt())
                .modified(modified)
                .html(submit.html())
                .by(request.by())
                .build();
        PreviousState before = before(known);
        boolean wasLive = known != null && known.isLive();
        Known now = known == null ? new Known(article, draft) : known;
        articles.put(article.id(), now);
        now.revision = article.revision();
        now.draft = draft;
        now.withdrawn = false;
        if (draft.draft()) {
            if (now.shown == null) {
                now.date = date;
            }
            return wasLive && before != null
                    ? new Outcome.Withdrawn(article.id(), article.revision(), before)
                    : new Outcome.Drafted(article.id(), article.revision());
        }
        return live(now, article, draft, before);
    }

    private Outcome live(Known now, Article article, ArticleDraft draft, @Nullable PreviousState before) {
        Set<ArticlePath> wanted = new LinkedHashSet<>();
        if (before != null && article.id().equals(owner(before.path()))) {
            wanted.add(before.path());
        }
        draft.oldPaths().stream().filter(path -> !isShown(path)).forEach(wanted::add);
        wanted.remove(article.path());
        Set<ArticlePath> held = new LinkedHashSet<>(before == null ? List.of() : before.redirects());
        List<ArticlePath> redirects = wanted.stream().filter(held::add).toList();
        held.remove(article.path());
        redirects.forEach(path -> paths.put(path, new Owner(article.id(), false)));
        paths.put(article.path(), new Owner(article.id(), true));
        now.redirects.clear();
        now.redirects.addAll(held);
        Article shown = now.shown != null && isSeenAs(now.shown, article)
                ? ArticleBuilder.builder(article)
                        .modifiedAt(now.shown.modifiedAt())
                        .build()
                : article;
        now.shown = shown;
        now.date = shown.date();
        if (before == null || !before.listed()) {
            return new Outcome.Published(shown, before, redirects);
        }
        return before.path().equals(shown.path())
                ? new Outcome.Revised(shown, before, redirects)
                : new Outcome.Moved(shown, before, redirects);
    }

    /** Nobody has seen it, and its date lies ahead. */
    private static boolean isOnlyPlanned(Known known, Request request) {
        return known.shown == null && known.date.toInstant().isAfter(request.receivedAt());
    }

    /** The same hour of the same day in another zone is the same date for readers. */
    private static boolean isSeenAs(Article before, Article now) {
        boolean sameClock = now.date().toLocalDateTime().equals(before.date().toLocalDateTime());
        Article dated =
                sameClock ? ArticleBuilder.builder(now).date(before.date()).build() : now;
        return before.seen().equals(dated.seen());
    }

    private Outcome withdraw(Submission.WithdrawArticle withdraw) {
        @Nullable Known known = articles.get(withdraw.article());
        if (known == null) {
            return rejected(withdraw, Problem.Type.NOT_FOUND, null, "no such article");
        }
        if (known.withdrawn || known.erased) {
            return unchanged(withdraw.article(), known);
        }
        Preconditions preconditions = withdraw.request().preconditions();
        if (isUnmet(preconditions, known)) {
            return rejected(withdraw, Problem.Type.PRECONDITION_FAILED, field(preconditions, known), "unmet");
        }
        PreviousState before = before(known);
        boolean wasLive = known.isLive();
        known.revision = known.revision.next();
        known.withdrawn = true;
        return wasLive && before != null
                ? new Outcome.Withdrawn(withdraw.article(), known.revision, before)
                : new Outcome.Drafted(withdraw.article(), known.revision);
    }

    private Outcome erase(Submission.EraseArticle erase) {
        @Nullable Known known = articles.get(erase.article());
        if (known == null) {
            return rejected(erase, Problem.Type.NOT_FOUND, null, "no such article");
        }
        if (known.erased) {
            return unchanged(erase.article(), known);
        }
        if (known.isLive()) {
            return rejected(erase, Problem.Type.PRECONDITION_FAILED, null, "live");
        }
        PreviousState before = before(known);
        known.revision = known.revision.next();
        known.erased = true;
        return before == null
                ? new Outcome.Drafted(erase.article(), known.revision)
                : new Outcome.Erased(erase.article(), known.revision, before);
    }

    private Outcome change(Submission.ChangeSite change) {
        SiteSettings before = site;
        site = change.settings();
        return site.equals(before)
                ? new Outcome.Unchanged(null, null, null)
                : new Outcome.SiteChanged(change.settings(), before);
    }

    /** With the paths that still lead to it. */
    private @Nullable PreviousState before(@Nullable Known known) {
        if (known == null || known.shown == null) {
            return null;
        }
        Article shown = known.shown;
        return PreviousStateBuilder.builder()
                .path(shown.path())
                .date(shown.date())
                .categories(shown.categories())
                .tags(shown.tags())
                .authors(shown.authors())
                .lang(shown.lang())
                .listed(known.isLive())
                .card(shown.card())
                .lead(shown.leadDigest())
                .page(shown.isPage())
                .translationKey(shown.translationKey())
                .redirects(known.redirects.stream()
                        .filter(path -> new Owner(shown.id(), false).equals(paths.get(path)))
                        .toList())
                .build();
    }

    private @Nullable ArticleId owner(ArticlePath path) {
        Owner owner = paths.get(path);
        return owner == null ? null : owner.article();
    }

    private boolean isShown(ArticlePath path) {
        Owner owner = paths.get(path);
        return owner != null && owner.current() && articles.get(owner.article()).isLive();
    }

    private OffsetDateTime zoned(SubmittedDate date) {
        return SubmittedDate.in(site.zone(), date.in(site.zone()));
    }

    private static boolean isUnmet(Preconditions preconditions, @Nullable Known known) {
        return preconditions.createOnly() && known != null
                || preconditions.ifMatch() != null
                        && (known == null || !known.revision.equals(preconditions.ifMatch()));
    }

    private static String field(Preconditions preconditions, @Nullable Known known) {
        return preconditions.createOnly() && known != null ? "If-None-Match" : "If-Match";
    }

    private static Outcome unchanged(ArticleId article, Known known) {
        return new Outcome.Unchanged(
                article, known.revision, known.isLive() && known.shown != null ? known.shown.path() : null);
    }

    private static Outcome rejected(Submission submission, Problem.Type type, @Nullable String field, String detail) {
        ArticleId article = switch (submission) {
            case SubmitArticle submit -> submit.article();
            case Submission.WithdrawArticle withdraw -> withdraw.article();
            case Submission.EraseArticle erase -> erase.article();
            case Submission.KeepAppointment appointment -> appointment.article();
            case Submission.ChangeSite _, Submission.KeepFile _, Submission.RemoveFile _ -> null;
        };
        return new Outcome.Rejected(
                article, field == null ? Problem.of(type, detail) : Problem.of(type, field, detail));
    }
}
