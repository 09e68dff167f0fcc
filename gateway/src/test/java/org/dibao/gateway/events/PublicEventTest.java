package org.dibao.gateway.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dibao.contract.EveryField;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.CardBuilder;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The events of the stream, byte for byte: people build on them. */
class PublicEventTest {
    private static final Instant AT = Instant.parse("2022-03-01T00:00:00.125Z");

    @Test
    void aFactTellsWhatListingsShow() {
        Card card = CardBuilder.builder()
                .title("早市\n开门")
                .date(OffsetDateTime.parse("2022-02-17T06:20:00+08:00"))
                .modifiedAt(AT)
                .categories(List.of("chengshi"))
                .tags(List.of("早市", "老店"))
                .lang("zh-CN")
                .layout("page")
                .pinned(true)
                .translationKey("market")
                .build();
        Result result = new Result(
                Result.Kind.PUBLISHED,
                201,
                new ArticleId("market"),
                Revision.FIRST,
                new ArticlePath("/早市.html"),
                null,
                null);

        assertThat(frame(result, card)).isEqualTo("""
                event: published
                data: {"cursor":"7-TheLogId","event":"published","previous":6,"position":7,"at":"2022-03-01T00:00:00.125Z","outcome":"published","article":"market","revision":1,\
                "path":"/早市.html","title":"早市\\n开门","date":"2022-02-17T06:20:00+08:00",\
                "modifiedAt":"2022-03-01T00:00:00.125Z","categories":["chengshi"],"tags":["早市","老店"],"authors":[],\
                "lang":"zh-CN"}
                id: 7-TheLogId

                """);
    }

    @Test
    void aBareOutcomeTellsNothingOfTheArticle() {
        Problem problem = Problem.of(Problem.Type.INVALID, "date", "the date is in the future");
        Result result = new Result(Result.Kind.REJECTED, 422, new ArticleId("market"), null, null, problem, null);

        assertThat(frame(result, null)).isEqualTo("""
                event: rejected
                data: {"cursor":"7-TheLogId","event":"rejected","previous":6,"position":7,"at":"2022-03-01T00:00:00.125Z","outcome":"rejected","article":"market",\
                "problem":{"type":"invalid","status":422,"detail":"the date is in the future","field":"date"}}
                id: 7-TheLogId

                """);
    }

    @Test
    void whateverIsOnTheCardIsTold() {
        Card card = EveryField.filled(Card.class);
        Result result = new Result(Result.Kind.REVISED, 200, new ArticleId("a"), Revision.FIRST, null, null, null);
        String frame = frame(result, card);

        assertThat(EveryField.of(Card.class)).allSatisfy(field -> {
            if (!Set.of("layout", "pinned", "translationKey").contains(field)) {
                assertThat(frame).as(field).contains("\"" + field + "\":" + Json.text(EveryField.get(card, field)));
            }
        });
    }

    @Test
    void whatSomeClientsTakeForTheEndOfALineIsEscaped() {
        Card card = CardBuilder.builder()
                .title("a\u2028b\u2029c\u0085d")
                .date(OffsetDateTime.parse("2022-02-17T06:20:00+08:00"))
                .modifiedAt(AT)
                .build();

        String frame = frame(revised(), card);

        assertThat(frame).contains("a\\u2028b\\u2029c\\u0085d").doesNotContain("\u2028", "\u2029", "\u0085");
    }

    @Test
    void anEventThatWouldBeTooLargeSaysWhatItLeavesOut() {
        Card card = CardBuilder.builder()
                .title("大")
                .date(OffsetDateTime.parse("2022-02-17T06:20:00+08:00"))
                .modifiedAt(AT)
                .categories(List.of("news"))
                .tags(List.of("标".repeat(10_000)))
                .authors(List.of("人".repeat(5_000)))
                .build();

        String frame = frame(revised(), card);

        assertThat(frame.getBytes(UTF_8)).hasSizeLessThan(32 * 1024);
        assertThat(frame).contains("\"title\":\"大\"", "\"categories\":[\"news\"]", "\"omitted\":[\"authors\"]");
        assertThat(frame).contains("标标标");
    }

    private static Result revised() {
        return new Result(
                Result.Kind.REVISED, 200, new ArticleId("a"), Revision.FIRST, new ArticlePath("/a.html"), null, null);
    }

    private static String frame(Result result, @Nullable Card card) {
        Publication publication =
                new Publication(new Position(7), AT, result, card, null, null, new TreeSet<>(List.of(PurgeKey.HOME)));
        Position previous = new Position(6);
        Cursor cursor = new Cursor(new Position(7), "TheLogId");
        return new String(
                new Delivery(LogEvent.of(publication), previous, false, cursor, null, false).frame(EventFormat.SSE),
                UTF_8);
    }
}
