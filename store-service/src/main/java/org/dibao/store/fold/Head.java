package org.dibao.store.fold;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.avaje.recordbuilder.RecordBuilder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.article.PreviousStateBuilder;
import org.dibao.contract.article.Revision;
import org.dibao.contract.article.Status;
import org.dibao.contract.submission.Submission.KeepAppointment.Action;
import org.jspecify.annotations.Nullable;

/**
 * How an article stands after a position: what the fold needs to decide the next submission, and no content.
 *
 * @param position   of the decision that made it so
 * @param content    position of the decision that holds the article's content: the same, but after a withdrawal
 * @param digest     of what was given and the source, for {@code unchanged}
 * @param path       its own since it was first live; absent for a draft that never was
 * @param redirects  other paths that lead to it; others may claim them after this
 * @param date       and categories, tags, authors, lang, card, page, translationKey: as readers saw them last; of a draft's
 *                   own if it was never live
 * @param acceptedAt when its first revision was accepted
 * @param seen       a digest of what readers saw of the article itself when it was live last, {@link Article#seen}; absent if it
 *                   never was, or has not been since an earlier release
 * @param modifiedAt when that was accepted; absent where {@code seen} is
 * @param lead       {@link Article#leadDigest}, as readers saw it last; absent if an earlier release wrote this
 * @param file       the file whose article it is; absent until one with folders names it
 * @param publishAt  when it will be published or, once it is live, when it was to be; absent if that was not scheduled
 * @param withdrawAt when it will be withdrawn; absent if that is not scheduled
 * @param reserved   the path kept for a scheduled article; absent if it is its own already
 * @param place      where the file with a bare name is that it came from; absent until one tells
 * @param rendering  the latest reading of sources that gives readers what they see; 0 if an earlier release made it
 */
@RecordBuilder
public record Head(
        ArticleId id,
        Revision revision,
        Position position,
        Position content,
        Status status,
        String digest,
        @Nullable ArticlePath path,
        List<ArticlePath> redirects,
        OffsetDateTime date,
        Instant acceptedAt,
        List<String> categories,
        List<String> tags,
        List<String> authors,
        @Nullable String lang,
        String card,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean page,
        @Nullable String translationKey,
        @Nullable String seen,
        @Nullable Instant modifiedAt,
        @Nullable String lead,
        @Nullable ArticleFile file,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int rendering,
        @Nullable Instant publishAt,
        @Nullable Instant withdrawAt,
        @Nullable ArticlePath reserved,
        @Nullable String place) {

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public Head {
        requireNonNull(id, "id");
        requireNonNull(revision, "revision");
        requireNonNull(position, "position");
        requireNonNull(content, "content");
        requireNonNull(status, "status");
        requireNonNull(digest, "digest");
        requireNonNull(date, "date");
        requireNonNull(acceptedAt, "acceptedAt");
        requireNonNull(card, "card");
        redirects = redirects == null ? List.of() : List.copyOf(redirects);
        categories = categories == null ? List.of() : List.copyOf(categories);
        tags = tags == null ? List.of() : List.copyOf(tags);
        authors = authors == null ? List.of() : List.copyOf(authors);
    }

    /** @param leading paths that lead to it beside its own */
    static Head live(
            Article article, Position position, String digest, List<ArticlePath> leading, @Nullable ArticleFile file) {
        return of(article, position, digest)
                .file(file)
                .status(Status.LIVE)
                .path(article.path())
                .redirects(leading)
                .seen(article.seen())
                .modifiedAt(article.modifiedAt())
                .build();
    }

    /** Live, as scheduled or not. */
    Head timed(@Nullable Instant publishedFor, @Nullable Instant withdrawal) {
        return publishedFor == null && withdrawal == null
                ? this
                : HeadBuilder.builder(this)
                        .publishAt(publishedFor)
                        .withdrawAt(withdrawal)
                        .build();
    }

    /** The draft that this head is of, to be published at its time. */
    Head scheduled(Instant publication, @Nullable Instant withdrawal, @Nullable ArticlePath reservation) {
        return HeadBuilder.builder(this)
                .status(Status.SCHEDULED)
                .publishAt(publication)
                .withdrawAt(withdrawal)
                .reserved(reservation)
                .build();
    }

    /** Of an article that was never live. */
    static Head draft(Article article, Position position, String digest, @Nullable ArticleFile file) {
        return of(article, position, digest).status(Status.DRAFT).file(file).build();
    }

    private static HeadBuilder of(Article article, Position position, String digest) {
        return HeadBuilder.builder()
                .id(article.id())
                .revision(article.revision())
                .position(position)
                .content(position)
                .digest(digest)
                .date(article.date())
                .acceptedAt(article.acceptedAt())
                .categories(article.categories())
                .tags(article.tags())
                .authors(article.authors())
                .lang(article.lang())
                .card(article.card())
                .lead(article.leadDigest())
                .page(article.isPage())
                .translationKey(article.translationKey());
    }

    /** The draft of an article that was live before: what readers saw of it last stays what later facts start from. */
    Head drafted(
            Article draft,
            Position at,
            String draftDigest,
            List<ArticlePath> leading,
            @Nullable ArticleFile draftFile) {
        return HeadBuilder.builder(this)
                .revision(draft.revision())
                .position(at)
                .content(at)
                .status(Status.DRAFT)
                .digest(draftDigest)
                .redirects(leading)
                .file(draftFile)
                .publishAt(null)
                .withdrawAt(null)
                .reserved(null)
                .build();
    }

    /** The same article, which belongs to a file from now on. */
    Head of(@Nullable ArticleFile owner) {
        return HeadBuilder.builder(this).file(owner).build();
    }

    /** The same article, from a file at a place. */
    Head at(@Nullable String where) {
        return HeadBuilder.builder(this).place(where).build();
    }

    Head rendered(int by) {
        return HeadBuilder.builder(this).rendering(by).build();
    }

    Head withdrawn(Revision next, Position at) {
        return HeadBuilder.builder(this)
                .revision(next)
                .position(at)
                .status(Status.WITHDRAWN)
                .publishAt(null)
                .withdrawAt(null)
                .reserved(null)
                .build();
    }

    /** Of what is no longer in the log. */
    Head erased(Revision next, Position at) {
        return HeadBuilder.builder(withdrawn(next, at)).status(Status.ERASED).build();
    }

    /** What will happen to the article by itself, and when; absent if nothing will. */
    @JsonIgnore
    public @Nullable Appointment appointment() {
        return switch (status) {
            case SCHEDULED -> Appointment.of(id, Action.PUBLISH, publishAt);
            case LIVE -> Appointment.of(id, Action.WITHDRAW, withdrawAt);
            case DRAFT, WITHDRAWN, ERASED -> null;
        };
    }

    /** Where it will be once it is live, else where it was last; absent if no path was ever kept for it. */
    @JsonIgnore
    public @Nullable ArticlePath address() {
        return reserved == null ? path : reserved;
    }

    @JsonIgnore
    public boolean isScheduled() {
        return status == Status.SCHEDULED;
    }

    /** Whether it is live and stays so. */
    @JsonIgnore
    public boolean isSettled() {
        return isLive() && withdrawAt == null;
    }

    @JsonIgnore
    public boolean isErased() {
        return status == Status.ERASED;
    }

    @JsonIgnore
    public boolean isLive() {
        return status == Status.LIVE;
    }

    /** How readers saw it last, for the next fact; absent if it was never live. */
    public @Nullable PreviousState before() {
        return path == null
                ? null
                : PreviousStateBuilder.builder()
                        .path(path)
                        .date(date)
                        .categories(categories)
                        .tags(tags)
                        .authors(authors)
                        .lang(lang)
                        .listed(isLive())
                        .card(card)
                        .lead(lead == null ? PreviousState.UNKNOWN_LEAD : lead)
                        .page(page)
                        .translationKey(translationKey)
                        .redirects(redirects)
                        .build();
    }
}
