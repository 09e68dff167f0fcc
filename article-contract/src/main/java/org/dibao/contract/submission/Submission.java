package org.dibao.contract.submission;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleDraftBuilder;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Digest;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.Permalink;
import org.dibao.contract.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/** A record of the log: valid and sanitised, and not yet decided. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Submission.SubmitArticle.class, name = "submit"),
    @JsonSubTypes.Type(value = Submission.WithdrawArticle.class, name = "withdraw"),
    @JsonSubTypes.Type(value = Submission.EraseArticle.class, name = "erase"),
    @JsonSubTypes.Type(value = Submission.ChangeSite.class, name = "change-site"),
    @JsonSubTypes.Type(value = Submission.KeepAppointment.class, name = "appointment"),
    @JsonSubTypes.Type(value = Submission.KeepFile.class, name = "keep-file"),
    @JsonSubTypes.Type(value = Submission.RemoveFile.class, name = "remove-file")
})
public sealed interface Submission {

    Request request();

    /**
     * Create the article, or replace all of it.
     *
     * @param article the article it is about; unless the sender named it, only if it does not belong to another file
     * @param html    made from the source and sanitised
     * @param file    the file it was read from; absent if it was not
     * @param named   whether the sender named the article, which then belongs to the file from now on
     * @param paths   the rules by which its path is made: {@value #JEKYLL_PATHS}, or 0 in records of earlier releases
     * @param rendering which reading of sources made {@code html}: {@value #KRAMDOWN}, or 0 in records of earlier
     *                  releases
     * @param lead    how its text begins, {@link Article#lead}; absent in records of earlier releases
     * @param timed   whether its date, {@code publishAt} and {@code withdrawAt} may lie ahead and are then kept to the second; false
     *                in records of earlier releases
     * @param moves   whether it takes its address and its date anew, by the site's present settings, even if its content is
     *                the same; its status stays. False in records of earlier releases
     * @param keeps   what the article keeps as it has it, even if the site's present settings would make something else of what
     *                was given. Nothing in records of earlier releases
     * @param place   where a file with a bare name is on its sender's side, such as {@code ~/news/a.md}: another place is
     *                another file. Absent if it was not told
     */
    record SubmitArticle(
            Request request,
            ArticleId article,
            ArticleDraft given,
            String html,
            @Nullable ArticleFile file,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean named,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int paths,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int rendering,
            @Nullable String lead,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean timed,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean moves,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Kept> keeps,
            @Nullable String place)
            implements Submission {
        /** As Jekyll makes them. */
        public static final int JEKYLL_PATHS = 1;

        /** What a change of other things leaves as it is. */
        public enum Kept {
            /** Its path, or the one that is reserved for it. */
            @JsonProperty("address")
            ADDRESS,
            /** Its path, if readers know it and it differs by nothing but the title from the one that is asked for. */
            @JsonProperty("slug")
            SLUG,
            @JsonProperty("date")
            DATE,
            @JsonProperty("publishAt")
            PUBLISH_AT,
            @JsonProperty("withdrawAt")
            WITHDRAW_AT
        }

        /** As kramdown reads Markdown. What makes other HTML of the same source is the next number. */
        public static final int KRAMDOWN = 1;

        public SubmitArticle(Request request, ArticleId article, ArticleDraft given, String html) {
            this(request, article, given, html, null, false, 0, 0, null, false, false, Set.of(), null);
        }

        /** As earlier releases wrote it. */
        public SubmitArticle(
                Request request,
                ArticleId article,
                ArticleDraft given,
                String html,
                @Nullable ArticleFile file,
                boolean named,
                int paths) {
            this(request, article, given, html, file, named, paths, 0, null, false, false, Set.of(), null);
        }

        @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
        public SubmitArticle {
            requireNonNull(request, "request");
            requireNonNull(article, "article");
            requireNonNull(given, "given");
            requireNonNull(html, "html");
            keeps = keeps == null || keeps.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(keeps));
        }

        public boolean keeps(Kept what) {
            return keeps.contains(what);
        }

        /**
         * The path that it asks for.
         *
         * @param date of the article, in the site's zone
         * @throws IllegalArgumentException if there is none
         */
        public ArticlePath path(SiteSettings site, OffsetDateTime date) {
            return Permalink.path(site, article, given, file, paths == JEKYLL_PATHS, date);
        }

        /** Whether the path is one that it would ask for with another title. */
        public boolean mayHave(ArticlePath path, SiteSettings site, OffsetDateTime date) {
            return given.slug() == null
                    && Permalink.isOfAnyTitle(
                            path,
                            titled -> Permalink.path(
                                    site,
                                    article,
                                    ArticleDraftBuilder.builder(given)
                                            .title(titled)
                                            .build(),
                                    file,
                                    paths == JEKYLL_PATHS,
                                    date));
        }

        /** As this release reads and writes it. */
        public static SubmitArticle read(
                Request request,
                ArticleId article,
                ArticleDraft given,
                String html,
                @Nullable ArticleFile file,
                boolean named,
                @Nullable String lead,
                boolean timed) {
            return new SubmitArticle(
                    request,
                    article,
                    given,
                    html,
                    file,
                    named,
                    JEKYLL_PATHS,
                    KRAMDOWN,
                    lead,
                    timed,
                    false,
                    Set.of(),
                    null);
        }

        /** What somebody who names the article changes in it, with the same text. */
        public SubmitArticle changed(Request by, ArticleId named, ArticleDraft now) {
            return new SubmitArticle(
                    by, named, now, html, file, true, paths, rendering, lead, timed, false, Set.of(), null);
        }

        /** The same with another text, read by this release. */
        public SubmitArticle saying(String text, @Nullable String begins) {
            return new SubmitArticle(
                    request, article, given, text, file, named, paths, KRAMDOWN, begins, timed, moves, keeps, place);
        }

        /** The same with another content in the place of what was erased. */
        public SubmitArticle erased(ArticleDraft draft, String text) {
            return new SubmitArticle(
                    request, article, draft, text, file, named, paths, rendering, null, timed, moves, keeps, place);
        }

        /** The same, with something in it that may lie ahead, or not. */
        public SubmitArticle timed(boolean ahead) {
            return new SubmitArticle(
                    request, article, given, html, file, named, paths, rendering, lead, ahead, moves, keeps, place);
        }

        /** The same, taking its address and its date anew. */
        public SubmitArticle moving() {
            return new SubmitArticle(
                    request, article, given, html, file, named, paths, rendering, lead, timed, true, Set.of(), place);
        }

        /** The same, keeping what it does not change. */
        public SubmitArticle keeping(Set<Kept> unchanged) {
            return new SubmitArticle(
                    request, article, given, html, file, named, paths, rendering, lead, timed, false, unchanged, place);
        }

        /** The same, read from a file at a place. */
        public SubmitArticle at(@Nullable String where) {
            return new SubmitArticle(
                    request, article, given, html, file, named, paths, rendering, lead, timed, moves, keeps, where);
        }

        /** The same for another article. */
        public SubmitArticle about(ArticleId other) {
            return new SubmitArticle(
                    request, other, given, html, file, named, paths, rendering, lead, timed, moves, keeps, place);
        }
    }

    /** Take the article out of the site; its page answers 410 from then on. */
    record WithdrawArticle(Request request, ArticleId article) implements Submission {
        public WithdrawArticle {
            requireNonNull(request, "request");
            requireNonNull(article, "article");
        }
    }

    /**
     * What the article says is no longer in this log: it was taken out of all earlier records before this one was appended. Its id
     * is never used again.
     */
    record EraseArticle(Request request, ArticleId article) implements Submission {
        public EraseArticle {
            requireNonNull(request, "request");
            requireNonNull(article, "article");
        }
    }

    /**
     * The time of an appointment has come: publish or withdraw the article, if that is still due at this time. The same
     * appointment may be recorded more than once, by several instances; only the first record takes effect.
     *
     * @param request when the store's clock saw that it was due
     * @param at      the time that was appointed; never after {@code receivedAt} in a record that takes effect
     */
    record KeepAppointment(Request request, ArticleId article, Action action, Instant at) implements Submission {
        public enum Action {
            @JsonProperty("publish")
            PUBLISH,
            @JsonProperty("withdraw")
            WITHDRAW
        }

        public KeepAppointment {
            requireNonNull(request, "request");
            requireNonNull(article, "article");
            requireNonNull(action, "action");
            requireNonNull(at, "at");
        }

        /** The same for every record of this appointment. */
        public String id() {
            return Digest.of(Json.bytes(List.of("appointment", article, action, at)));
        }
    }

    /**
     * Replace the site's settings.
     *
     * @param replaces the {@linkplain SiteSettings#tag tag} of the settings that must be in force; absent: whichever are
     */
    record ChangeSite(
            Request request,
            SiteSettings settings,
            @Nullable String replaces) implements Submission {
        public ChangeSite(Request request, SiteSettings settings) {
            this(request, settings, null);
        }

        public ChangeSite {
            requireNonNull(request, "request");
            requireNonNull(settings, "settings");
        }
    }

    /**
     * Put a file at a path, or another content where a file is.
     *
     * @param content whose bytes were durable before this record
     */
    record KeepFile(Request request, FilePath path, FileContent content) implements Submission {
        public KeepFile {
            requireNonNull(request, "request");
            requireNonNull(path, "path");
            requireNonNull(content, "content");
        }
    }

    /** Take the file out of the site; its path answers 410 from then on. Its bytes stay. */
    record RemoveFile(Request request, FilePath path) implements Submission {
        public RemoveFile {
            requireNonNull(request, "request");
            requireNonNull(path, "path");
        }
    }
}
