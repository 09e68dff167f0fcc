package org.dibao.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dibao.contract.Post;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.KeepAppointment.Action;
import org.dibao.contract.submission.Submission.SubmitArticle.Kept;
import org.junit.jupiter.api.Test;

/** Names that others rely on: on disks, in subscribers' code, in dashboards. They change only with a version. */
class NamesTest {

    @Test
    void topicsAndGroups() {
        assertThat(constants(Topics.class))
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("ARTICLES", "articles"),
                        Map.entry("ARTICLE_EVENTS", "article-events"),
                        Map.entry("PUBLICATIONS", "publications"),
                        Map.entry("DEAD_LETTERS", ".dlt"),
                        Map.entry("LINEAGE", ".lineage"),
                        Map.entry("STORE_GROUP", "dibao-store"),
                        Map.entry("RENDER_GROUP", "dibao-render"),
                        Map.entry("SUBSCRIPTIONS", "subscriptions"),
                        Map.entry("DELIVERY_PROGRESS", "delivery-progress"),
                        Map.entry("OPERATIONS", "operations"),
                        Map.entry("DELIVERY_GROUP", "dibao-delivery"))));
        assertThat(Topics.deadLettersOf("articles")).isEqualTo("articles.dlt");
    }

    @Test
    void headers() {
        assertThat(constants(Headers.class))
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("SPEC_VERSION", "ce_specversion"),
                        Map.entry("ID", "ce_id"),
                        Map.entry("SOURCE", "ce_source"),
                        Map.entry("TYPE", "ce_type"),
                        Map.entry("TIME", "ce_time"),
                        Map.entry("SUBJECT", "ce_subject"),
                        Map.entry("CONTENT_TYPE", "content-type"),
                        Map.entry("DEAD_POSITION", "dibao_position"),
                        Map.entry("DEAD_REASON", "dibao_reason"),
                        Map.entry("MAC", "dibao_mac"),
                        Map.entry("RETRY_OF", "dibao_retry_of"),
                        Map.entry("HTTP_POSITION", "Dibao-Position"),
                        Map.entry("HTTP_ARTICLES", "Dibao-Articles"),
                        Map.entry("HTTP_AT_LEAST", "Dibao-At-Least"),
                        Map.entry("HTTP_BASE", "Dibao-Base"),
                        Map.entry("HTTP_BASE_REVISION", "Dibao-Base-Revision"),
                        Map.entry("HTTP_BASE_STATUS", "Dibao-Base-Status"),
                        Map.entry("HTTP_BASE_DATE", "Dibao-Base-Date"),
                        Map.entry("HTTP_BASE_SITE", "Dibao-Base-Site"),
                        Map.entry("HTTP_PLACE", "Dibao-Place"),
                        Map.entry("HTTP_FILE", "Dibao-File"),
                        Map.entry("HTTP_PURGE_KEYS", "Dibao-Purge-Keys"),
                        Map.entry("HTTP_THEME", "Dibao-Theme"),
                        Map.entry("HTTP_WANT_KEYS", "Want-Surrogate-Key"),
                        Map.entry("HTTP_ACTOR", "Dibao-Actor"),
                        Map.entry("HTTP_RESULTS", "Dibao-Results"),
                        Map.entry("HTTP_SERVICE_SECRET", "Dibao-Service-Secret"),
                        Map.entry("HTTP_TIME_LEFT", "Dibao-Time-Left"),
                        Map.entry("HTTP_VARIANT", "Dibao-Variant"),
                        Map.entry("HTTP_WARM_UP", "Dibao-Warm-Up"),
                        Map.entry("TRACEPARENT", "ce_traceparent"))));
    }

    @Test
    void typesOfSubmissions() {
        Submission.SubmitArticle submit = Post.post("a").submission();

        assertThat(EventTypes.of(submit)).isEqualTo("org.dibao.submission.submit.v1");
        assertThat(EventTypes.of(new Submission.WithdrawArticle(submit.request(), submit.article())))
                .isEqualTo("org.dibao.submission.withdraw.v1");
        assertThat(EventTypes.of(new Submission.EraseArticle(submit.request(), submit.article())))
                .isEqualTo("org.dibao.submission.erase.v2");
        assertThat(EventTypes.of(new Submission.ChangeSite(submit.request(), SiteSettings.DEFAULT)))
                .isEqualTo("org.dibao.submission.change-site.v1");
        assertThat(EventTypes.of(Post.post("a").timed().submission())).isEqualTo("org.dibao.submission.schedule.v2");
        assertThat(EventTypes.of(submit.moving())).isEqualTo("org.dibao.submission.move.v2");
        assertThat(EventTypes.of(Post.post("a").timed().submission().moving()))
                .isEqualTo("org.dibao.submission.move.v2");
        assertThat(EventTypes.of(submit.keeping(Set.of(Kept.DATE))))
                .isEqualTo("org.dibao.submission.change-article.v2");
        assertThat(EventTypes.of(Post.post("a").timed().submission().keeping(Set.of(Kept.ADDRESS))))
                .isEqualTo("org.dibao.submission.change-article.v2");
        assertThat(EventTypes.of(new Submission.KeepAppointment(
                        submit.request(),
                        submit.article(),
                        Submission.KeepAppointment.Action.PUBLISH,
                        submit.request().receivedAt())))
                .isEqualTo("org.dibao.submission.appointment.v2");
        FilePath path = new FilePath("/a.png");
        assertThat(EventTypes.of(new Submission.KeepFile(
                        submit.request(), path, new FileContent("0".repeat(64), 1, "image/png", 1, 1))))
                .isEqualTo("org.dibao.submission.keep-file.v2");
        assertThat(EventTypes.of(new Submission.RemoveFile(submit.request(), path)))
                .isEqualTo("org.dibao.submission.remove-file.v2");
    }

    @Test
    void typesOfEvents() {
        assertThat(Stream.of(Result.Kind.values()).map(EventTypes::event))
                .containsExactly(
                        "org.dibao.article.published.v1",
                        "org.dibao.article.revised.v1",
                        "org.dibao.article.moved.v1",
                        "org.dibao.article.withdrawn.v1",
                        "org.dibao.article.erased.v2",
                        "org.dibao.site.changed.v1",
                        "org.dibao.file.published.v2",
                        "org.dibao.file.revised.v2",
                        "org.dibao.file.withdrawn.v2",
                        "org.dibao.submission.unchanged.v1",
                        "org.dibao.submission.drafted.v1",
                        "org.dibao.submission.scheduled.v2",
                        "org.dibao.submission.rejected.v1",
                        "org.dibao.submission.repeated.v1",
                        "org.dibao.submission.unreadable.v1");
    }

    @Test
    void typesOfPublications() {
        assertThat(Stream.of(Result.Kind.values()).map(EventTypes::publication))
                .containsExactly(
                        "org.dibao.publication.published.v1",
                        "org.dibao.publication.revised.v1",
                        "org.dibao.publication.moved.v1",
                        "org.dibao.publication.withdrawn.v1",
                        "org.dibao.publication.erased.v2",
                        "org.dibao.publication.site-changed.v1",
                        "org.dibao.publication.file-published.v2",
                        "org.dibao.publication.file-revised.v2",
                        "org.dibao.publication.file-withdrawn.v2",
                        "org.dibao.publication.unchanged.v1",
                        "org.dibao.publication.drafted.v1",
                        "org.dibao.publication.scheduled.v2",
                        "org.dibao.publication.rejected.v1",
                        "org.dibao.publication.repeated.v1",
                        "org.dibao.publication.unreadable.v1");
        assertThat(Stream.of(Result.Kind.values()).filter(Result.Kind::isFact))
                .containsExactly(
                        Result.Kind.PUBLISHED,
                        Result.Kind.REVISED,
                        Result.Kind.MOVED,
                        Result.Kind.WITHDRAWN,
                        Result.Kind.ERASED,
                        Result.Kind.SITE_CHANGED,
                        Result.Kind.FILE_PUBLISHED,
                        Result.Kind.FILE_REVISED,
                        Result.Kind.FILE_WITHDRAWN);
    }

    @Test
    void problemsAndTheirStatus() {
        assertThat(Stream.of(Problem.Type.values())
                        .map(type -> type.status() + " " + Problem.of(type, "x").uri()))
                .containsExactly(
                        "422 /problems/invalid",
                        "400 /problems/malformed",
                        "415 /problems/unsupported-type",
                        "413 /problems/too-large",
                        "401 /problems/unauthorized",
                        "404 /problems/not-found",
                        "410 /problems/gone",
                        "409 /problems/path-taken",
                        "412 /problems/precondition-failed",
                        "422 /problems/idempotency-key-reused",
                        "429 /problems/too-many",
                        "503 /problems/unavailable",
                        "422 /problems/unreadable",
                        "422 /problems/invalid-file",
                        "422 /problems/invalid-site",
                        "422 /problems/invalid-subscription",
                        "507 /problems/disk-full",
                        "410 /problems/unknown-cursor",
                        "403 /problems/scope-missing",
                        "401 /problems/key-expired");
    }

    private static Map<String, Object> constants(Class<?> of) {
        Map<String, Object> constants = new TreeMap<>();
        Arrays.stream(of.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .forEach(field -> {
                    try {
                        constants.put(field.getName(), String.valueOf(field.get(null)));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                });
        return constants;
    }

    /** So two instances that keep one appointment append one record, even if neither knows of the other. */
    @Test
    void theIdOfAnAppointmentFollowsFromArticleActionAndTime() {
        Instant eight = Instant.parse("2026-12-05T00:00:00Z");
        String id = appointment(eight, "bell", Action.PUBLISH, eight);
        assertThat(appointment(eight.plusSeconds(90), "bell", Action.PUBLISH, eight))
                .as("whenever it was seen to be due")
                .isEqualTo(id);
        assertThat(Set.of(
                        id,
                        appointment(eight, "gate", Action.PUBLISH, eight),
                        appointment(eight, "bell", Action.WITHDRAW, eight),
                        appointment(eight, "bell", Action.PUBLISH, eight.plusNanos(1_000_000))))
                .hasSize(4);
    }

    private static String appointment(Instant seen, String article, Action action, Instant at) {
        Request request = new Request(seen, "", null, Preconditions.NONE);
        return new Submission.KeepAppointment(request, new ArticleId(article), action, at).id();
    }
}
