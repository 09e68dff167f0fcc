package org.dibao.ingest.patches;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleDraftBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.ChangeSite;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.ingest.article.ArticleReader;
import org.dibao.ingest.article.ContentKind;
import org.dibao.ingest.article.DateParser;
import org.dibao.ingest.article.ReadResult;
import org.dibao.ingest.article.SiteReader;
import org.dibao.ingest.article.Upload;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Utf8;
import org.dibao.ingest.log.SubmissionLog;
import org.dibao.ingest.submissions.PreparedSubmission;
import org.dibao.ingest.submissions.Sender;
import org.dibao.ingest.submissions.SubmissionService;
import org.dibao.support.problem.JsonFault;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prepares whole submissions from changes of a part. What a patch does not name stays as it was submitted: the base is
 * read from the log itself, and the result takes effect only if nobody else has changed the same in the meantime.
 * Blocks while it reads.
 */
public final class PatchService {
    private final SubmissionLog log;
    private final ArticleReader articles;
    private final SiteReader sites;
    private final SubmissionService submissions;
    private final Clock clock;

    public PatchService(
            SubmissionLog log, ArticleReader articles, SiteReader sites, SubmissionService submissions, Clock clock) {
        this.log = log;
        this.articles = articles;
        this.sites = sites;
        this.submissions = submissions;
        this.clock = clock;
    }

    /**
     * A revision of an article.
     *
     * @param base      the position of the submission that gave its present content
     * @param withdrawn whether it is withdrawn: a change does not bring it back unless it says so
     * @param patch     JSON Merge Patch (RFC 7396) of the article as JSON
     * @param moves     whether the article takes its address and its date anew, by the site's settings
     */
    public PreparedSubmission article(
            ArticleId id,
            Position base,
            boolean withdrawn,
            byte[] patch,
            boolean moves,
            Sender sender,
            String fingerprint) {
        ObjectNode changes = object(patch);
        SubmitArticle before = base(base);
        if (withdrawn && !before.given().draft() && !changes.has("draft") && !changes.has("published")) {
            throw new Refused(Problem.of(
                    Problem.Type.GONE,
                    "article " + id + " is withdrawn, and a change of something else does not bring it back:"
                            + " \"dibao restore\" (POST …/restore) does, as it was; with \"draft\": true the change makes it"
                            + " a draft, and with \"draft\": false it is published with the change"));
        }
        if (!moves) {
            return keeping(before, revised(id, before, changes, sender, fingerprint), sender);
        }
        if (changes.isEmpty()) { // nothing to read: what was accepted once stays accepted
            SubmitArticle same = before.changed(sender.request(now(), fingerprint), id, before.given());
            return submissions.article(same.moving(), sender);
        }
        PreparedSubmission prepared = revised(id, before, changes, sender, fingerprint);
        return prepared instanceof PreparedSubmission.Ready ready && ready.submission() instanceof SubmitArticle changed
                ? submissions.article(changed.moving(), sender)
                : prepared;
    }

    /**
     * The address and the date that an article would take by changed settings. Nothing is changed.
     *
     * @param base  the position of the submission that gave its present content
     * @param date  that it has
     * @param site  the position of the submission that gave the settings; absent: nobody has ever changed them
     * @param patch JSON Merge Patch (RFC 7396) of the settings
     */
    public Address address(ArticleId id, Position base, OffsetDateTime date, @Nullable Position site, byte[] patch) {
        SiteSettings before = site == null ? SiteSettings.DEFAULT : settings(site);
        JsonNode merged = MergePatch.apply(Json.mapper().valueToTree(before), object(patch));
        SiteSettings after = sites.read(Json.bytes(merged));
        SubmitArticle submit = base(base).about(id);
        SubmittedDate given = submit.given().date();
        OffsetDateTime then = SubmittedDate.in(after.zone(), given == null ? date : given.in(after.zone()));
        try {
            return new Address(id, submit.path(after, then), then);
        } catch (IllegalArgumentException e) {
            throw Refused.field("permalink", String.valueOf(e.getMessage()));
        }
    }

    /**
     * What was submitted for an article, as the JSON that would submit the same again.
     *
     * @param base the position of the submission
     */
    public ObjectNode given(ArticleId id, Position base) {
        ObjectNode given = Json.mapper().createObjectNode().put("id", id.value());
        return given.setAll(SubmittedFields.of(base(base).given()));
    }

    /**
     * An article as it was once: live again, or scheduled again if its time is still to come, or a draft. A time that it was
     * to be withdrawn at
     * is left out if it is over.
     *
     * @param base   the position of the submission with that content
     * @param latest whether that is the article's latest content, which comes back at the address that it had
     */
    public PreparedSubmission restored(ArticleId id, Position base, boolean latest, Sender sender, String fingerprint) {
        SubmitArticle once = base(base);
        ObjectNode changes = Json.mapper().createObjectNode();
        SubmittedDate until = once.given().withdrawAt();
        if (until != null && !DateParser.mayBeAhead(until, now())) {
            changes.putNull("withdrawAt");
        }
        PreparedSubmission restored = revised(id, once, changes, sender, fingerprint);
        return latest ? keeping(once, restored, sender) : restored;
    }

    /** The site may have other settings by now, which would make something else of what is not changed. */
    private PreparedSubmission keeping(SubmitArticle before, PreparedSubmission prepared, Sender sender) {
        return prepared instanceof PreparedSubmission.Ready ready && ready.submission() instanceof SubmitArticle changed
                ? submissions.article(changed.keeping(Unchanged.between(before.given(), changed.given())), sender)
                : prepared;
    }

    private PreparedSubmission revised(
            ArticleId id, SubmitArticle base, ObjectNode patch, Sender sender, String fingerprint) {
        ArticleDraft before = base.given();
        ObjectNode fields = SubmittedFields.patched(SubmittedFields.of(before), patch);
        Upload upload = new Upload(ContentKind.JSON, Json.bytes(fields), null, id);
        return switch (articles.read(upload, now())) {
            case ReadResult.Invalid invalid -> new PreparedSubmission.Invalid(invalid.problem());
            case ReadResult.Read read -> {
                boolean sameBody = !patch.has("body") && !patch.has("format");
                ArticleDraft given = ArticleDraftBuilder.builder(read.given())
                        .source(sameBody ? before.source() : read.given().source())
                        .slug(patch.has("slug") ? read.given().slug() : slug(before, read.given()))
                        .build();
                SubmitArticle changed = base.changed(sender.request(now(), fingerprint), id, given);
                yield submissions.article(
                        (sameBody
                                        ? changed
                                        : changed.saying(
                                                read.html(), read.rendering().lead()))
                                .timed(read.timed()),
                        sender);
            }
        };
    }

    /** Its address stays when its title changes. */
    private static @Nullable String slug(ArticleDraft before, ArticleDraft after) {
        boolean made = before.slug() == null && !after.title().equals(before.title());
        return made ? before.title() : before.slug();
    }

    /**
     * A change of the site's settings.
     *
     * @param base the position of the submission that gave them; absent: nobody has ever changed them
     */
    public PreparedSubmission site(@Nullable Position base, byte[] patch, Sender sender, String fingerprint) {
        SiteSettings before = base == null ? SiteSettings.DEFAULT : settings(base);
        ObjectNode changes = object(patch);
        sites.read(Json.bytes(
                MergePatch.removals(changes))); // an unknown name is refused there, and leaves no trace in what follows
        JsonNode merged = MergePatch.apply(Json.mapper().valueToTree(before), changes);
        return submissions.site(sites.read(Json.bytes(merged)), before.tag(), sender, fingerprint);
    }

    private SubmitArticle base(Position position) {
        if (read(position) instanceof SubmitArticle submit) {
            return submit;
        }
        throw lost(position);
    }

    private SiteSettings settings(Position position) {
        if (read(position) instanceof ChangeSite change) {
            return change.settings();
        }
        throw lost(position);
    }

    private @Nullable Submission read(Position position) {
        try {
            return log.at(position);
        } catch (LogUnavailable e) {
            throw new Refused(Problem.of(
                    Problem.Type.UNAVAILABLE,
                    "Kafka does not answer. Nothing was accepted; send it again in a moment"));
        }
    }

    private static Refused lost(Position position) {
        return new Refused(Problem.of(
                Problem.Type.UNAVAILABLE,
                "the submission at position " + position
                        + ", which is to be changed, cannot be read from the log. Submit the whole instead"));
    }

    private static ObjectNode object(byte[] patch) {
        String text = Utf8.decode(patch);
        try {
            if (Json.mapper().readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw Refused.malformed("body", JsonFault.in(text, e));
        }
        throw Refused.malformed("body", "the body is not a JSON object; send one, such as {\"title\": \"…\"}");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
