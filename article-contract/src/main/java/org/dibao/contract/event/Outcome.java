package org.dibao.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.article.Revision;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/** The outcome of a submission: exactly one for each position. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Published.class, name = "published"),
    @JsonSubTypes.Type(value = Outcome.Revised.class, name = "revised"),
    @JsonSubTypes.Type(value = Outcome.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = Outcome.Withdrawn.class, name = "withdrawn"),
    @JsonSubTypes.Type(value = Outcome.Erased.class, name = "erased"),
    @JsonSubTypes.Type(value = Outcome.SiteChanged.class, name = "site-changed"),
    @JsonSubTypes.Type(value = Outcome.FilePublished.class, name = "file-published"),
    @JsonSubTypes.Type(value = Outcome.FileRevised.class, name = "file-revised"),
    @JsonSubTypes.Type(value = Outcome.FileWithdrawn.class, name = "file-withdrawn"),
    @JsonSubTypes.Type(value = Outcome.Unchanged.class, name = "unchanged"),
    @JsonSubTypes.Type(value = Outcome.Drafted.class, name = "drafted"),
    @JsonSubTypes.Type(value = Outcome.Scheduled.class, name = "scheduled"),
    @JsonSubTypes.Type(value = Outcome.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = Outcome.Repeated.class, name = "repeated"),
    @JsonSubTypes.Type(value = Outcome.Unreadable.class, name = "unreadable")
})
public sealed interface Outcome {

    /** What readers can see, or subscribers must know. */
    sealed interface Fact extends Outcome {}

    /** A fact after which the article is live. */
    sealed interface Live extends Fact {
        Article article();

        /** Its previous state; absent if it was never live. */
        @Nullable
        PreviousState before();

        /**
         * Paths that now redirect to the article in addition to the existing ones: its former path, {@code
         * redirect_from}.
         */
        List<ArticlePath> redirects();
    }

    /**
     * Live for the first time, or again after a withdrawal ({@code before} is then present and not listed).
     *
     * @param scheduledFor the time that its publication was scheduled for; absent if it was not scheduled
     */
    record Published(
            Article article,
            @Nullable PreviousState before,
            List<ArticlePath> redirects,
            @Nullable Instant scheduledFor)
            implements Live {
        /** Not scheduled. */
        public Published(Article article, @Nullable PreviousState before, List<ArticlePath> redirects) {
            this(article, before, redirects, null);
        }

        @SuppressWarnings({"ConstantValue", "RedundantNullCheck"})
        public Published {
            requireNonNull(article, "article");
            redirects = redirects == null ? List.of() : List.copyOf(redirects);
        }
    }

    /** Changed at the same path. */
    record Revised(Article article, PreviousState before, List<ArticlePath> redirects) implements Live {
        @SuppressWarnings({"ConstantValue", "RedundantNullCheck"})
        public Revised {
            requireNonNull(article, "article");
            requireNonNull(before, "before");
            redirects = redirects == null ? List.of() : List.copyOf(redirects);
        }
    }

    /** Now at another path, possibly changed as well. */
    record Moved(Article article, PreviousState before, List<ArticlePath> redirects) implements Live {
        @SuppressWarnings({"ConstantValue", "RedundantNullCheck"})
        public Moved {
            requireNonNull(article, "article");
            requireNonNull(before, "before");
            redirects = redirects == null ? List.of() : List.copyOf(redirects);
        }
    }

    /**
     * No longer live; its path answers 410 and remains assigned to it until another article redirects the path to
     * itself.
     *
     * @param scheduledFor the time that its withdrawal was scheduled for; absent if it was not scheduled
     */
    record Withdrawn(
            ArticleId article,
            Revision revision,
            PreviousState before,
            @Nullable Instant scheduledFor) implements Fact {
        /** Not scheduled. */
        public Withdrawn(ArticleId article, Revision revision, PreviousState before) {
            this(article, revision, before, null);
        }

        public Withdrawn {
            requireNonNull(article, "article");
            requireNonNull(revision, "revision");
            requireNonNull(before, "before");
        }
    }

    /**
     * What a withdrawn article said is no longer in the log. Readers saw its withdrawal; whoever has kept a copy is to remove it, of
     * all revisions.
     *
     * @param before where it was when it was live last, under what; without content
     */
    record Erased(ArticleId article, Revision revision, PreviousState before) implements Fact {
        public Erased {
            requireNonNull(article, "article");
            requireNonNull(revision, "revision");
            requireNonNull(before, "before");
        }
    }

    record SiteChanged(SiteSettings settings, SiteSettings before) implements Fact {
        public SiteChanged {
            requireNonNull(settings, "settings");
            requireNonNull(before, "before");
        }
    }

    /** A fact about a file. */
    sealed interface OfFile extends Fact {
        FilePath path();

        Revision revision();
    }

    /**
     * Served for the first time, or again after a withdrawal.
     *
     * @param before what was withdrawn; absent if there never was a file
     */
    record FilePublished(
            FilePath path,
            Revision revision,
            FileContent content,
            @Nullable FileContent before) implements OfFile {
        public FilePublished {
            requireNonNull(path, "path");
            requireNonNull(revision, "revision");
            requireNonNull(content, "content");
        }
    }

    /** Another content at the same path. */
    record FileRevised(FilePath path, Revision revision, FileContent content, FileContent before) implements OfFile {
        public FileRevised {
            requireNonNull(path, "path");
            requireNonNull(revision, "revision");
            requireNonNull(content, "content");
            requireNonNull(before, "before");
        }
    }

    /** No longer served; the path answers 410 until something else is there. */
    record FileWithdrawn(FilePath path, Revision revision, FileContent before) implements OfFile {
        public FileWithdrawn {
            requireNonNull(path, "path");
            requireNonNull(revision, "revision");
            requireNonNull(before, "before");
        }
    }

    /** No change that readers can see. Carries no title and no content. */
    sealed interface Bare extends Outcome {}

    /**
     * The content was already the same. {@code article} and {@code revision} are absent for site settings.
     *
     * @param file where it is served, if it is a file
     */
    record Unchanged(
            @Nullable ArticleId article,
            @Nullable Revision revision,
            @Nullable ArticlePath path,
            @Nullable FilePath file)
            implements Bare {
        /** Of no file. */
        public Unchanged(@Nullable ArticleId article, @Nullable Revision revision, @Nullable ArticlePath path) {
            this(article, revision, path, null);
        }
    }

    record Drafted(ArticleId article, Revision revision) implements Bare {
        public Drafted {
            requireNonNull(article, "article");
            requireNonNull(revision, "revision");
        }
    }

    /**
     * Stored, to be published at its time. Until then nobody but holders of a key may know that there is such an article,
     * not even by its id: where this is announced, all members are absent.
     */
    record Scheduled(
            @Nullable ArticleId article,
            @Nullable Revision revision,
            @Nullable Instant scheduledFor) implements Bare {
        /** As it is announced. */
        public static final Scheduled UNNAMED = new Scheduled(null, null, null);
    }

    /** @param file where it was to be, if it is a file */
    record Rejected(
            @Nullable ArticleId article,
            Problem problem,
            @Nullable FilePath file) implements Bare {
        /** Of no file. */
        public Rejected(@Nullable ArticleId article, Problem problem) {
            this(article, problem, null);
        }

        public Rejected {
            requireNonNull(problem, "problem");
        }
    }

    /** A retry with an idempotency key: {@code result} is the result of the first attempt. */
    record Repeated(Position first, Result result) implements Bare {
        public Repeated {
            requireNonNull(first, "first");
            requireNonNull(result, "result");
        }
    }

    /** The record in the log could not be read; it was dead-lettered unchanged. */
    record Unreadable(String reason) implements Bare {
        public Unreadable {
            requireNonNull(reason, "reason");
        }
    }
}
