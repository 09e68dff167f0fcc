package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.acceptance.EveryFieldTest.Place.EVENT;
import static org.dibao.acceptance.EveryFieldTest.Place.PAGE;
import static org.dibao.acceptance.EveryFieldTest.Place.STREAM;

import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Event;
import org.dibao.acceptance.client.EventStream;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.dibao.contract.article.ArticleDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Whatever a publisher can say of an article goes its whole way: it is given a value that nothing else has, and that must be
 * found again. A field that was added and forgotten somewhere on the way is named.
 */
@ExtendWith(Running.class)
class EveryFieldTest {
    /** Where a field's value is to be found. */
    enum Place {
        /** The record on {@code article-events}. */
        EVENT,
        /** The article's page, as it is delivered. */
        PAGE,
        /** The event of {@code /api/events}. */
        STREAM
    }

    /** What is said of these shows elsewhere. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "permalink", "instead of the slug and the site's pattern, see OnePathTest",
            "draft", "a draft is nowhere, see WithoutAKeyTest",
            "publishAt", "nothing is anywhere before its time, see SchedulingTest",
            "withdrawAt", "it is gone after that time, see SchedulingTest");

    /**
     * @param field       of {@link ArticleDraft}
     * @param frontMatter how it is given
     * @param value       how it is shown
     */
    private record Told(String field, String frontMatter, String value, Set<Place> places) {}

    private final Site site;
    private final String word = Unique.word("every");

    EveryFieldTest(Site site) {
        this.site = site;
    }

    private List<Told> fields() {
        JsonNode settings = site.get("/api/site").expect(200).json();
        URI own = URI.create(settings.path("baseUrl").asString());
        ZoneId zone = ZoneId.of(settings.path("timeZone").asString());
        return List.of(
                told("title", "title: Title " + word, "Title " + word, EVENT, PAGE, STREAM),
                told(
                        "date",
                        "date: 2021-03-04 05:06:07 +0800",
                        at("2021-03-04T05:06:07+08:00", zone),
                        EVENT,
                        PAGE,
                        STREAM),
                told("categories", "categories: [category-" + word + "]", "category-" + word, EVENT, PAGE, STREAM),
                told("tags", "tags: [tag-" + word + "]", "tag-" + word, EVENT, PAGE, STREAM),
                told("authors", "author: Author " + word, "Author " + word, EVENT, PAGE, STREAM),
                told("slug", "slug: slug-" + word, "slug-" + word, EVENT, PAGE, STREAM),
                told("excerpt", "excerpt: Excerpt " + word, "Excerpt " + word, EVENT, PAGE),
                told("lang", "lang: pt-BR", "pt-BR", EVENT, PAGE, STREAM),
                told("image", "image: /media/" + word + ".jpg", "/media/" + word + ".jpg", EVENT, PAGE),
                told("layout", "layout: layout-" + word, "layout-" + word, EVENT),
                told("pinned", "pinned: true", "\"pinned\":true", EVENT),
                told("translationKey", "translation_key: key-" + word, "key-" + word, EVENT),
                told(
                        "modified",
                        "last_modified_at: 2021-05-06 07:08:09 +0800",
                        at("2021-05-06T07:08:09+08:00", zone),
                        EVENT,
                        PAGE),
                told("origin", "source: Origin " + word, "Origin " + word, EVENT, PAGE),
                told(
                        "redirectFrom",
                        "redirect_from: [/old-" + word + ", " + own.resolve("/older-" + word) + "]",
                        "/old-" + word,
                        EVENT),
                told("redirectFromHosts", "", "/older-" + word, EVENT),
                told("extra", "weather: Extra " + word, "Extra " + word, EVENT),
                told("source", "", "Body " + word, EVENT, PAGE));
    }

    private static Told told(String field, String frontMatter, String value, Place... places) {
        return new Told(field, frontMatter, value, Set.of(places));
    }

    private static String at(String date, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                OffsetDateTime.parse(date).atZoneSameInstant(zone));
    }

    @AfterEach
    void theFrontPageIsForOthers() {
        site.withdraw(word);
    }

    @Test
    void eachIsFoundAgain() {
        List<Told> fields = fields();
        Set<String> known = fields.stream().map(Told::field).collect(Collectors.toCollection(TreeSet::new));
        known.addAll(ELSEWHERE.keySet());
        assertThat(known)
                .as("say here how a publisher gives each field of a draft, and where it is to be found")
                .isEqualTo(Stream.of(ArticleDraft.class.getRecordComponents())
                        .map(component -> component.getName())
                        .collect(Collectors.toCollection(TreeSet::new)));

        Map<Place, String> found = new EnumMap<>(Place.class);
        long end = site.articleEvents().end();
        Event event;
        try (EventStream stream = EventStream.open(site.reader("GET", "/api/events"))) {
            Answer published = site.publisher("PUT", "/api/articles/" + word)
                    .waiting()
                    .body("text/markdown", markdown(fields))
                    .send()
                    .expect(201);
            String id = Long.toString(published.position());
            found.put(STREAM, stream.awaitEvent(it -> it.position().equals(id)).data());
            event = event(published, end);
            found.put(EVENT, event.value().toString());
            found.put(PAGE, site.get(published.location()).expect(200).text());
        }
        assertThat(event.value().at("/outcome/article/extra").propertyNames())
                .as("fields to which nobody gave a meaning")
                .containsExactly("weather");
        SoftAssertions.assertSoftly(softly -> {
            for (Told told : fields) {
                for (Place place : told.places()) {
                    softly.assertThat(found.get(place))
                            .as("%s in the %s", told.field(), place)
                            .contains(told.value());
                }
            }
        });
    }

    private String markdown(List<Told> fields) {
        List<String> lines = new ArrayList<>(List.of("---"));
        fields.stream().map(Told::frontMatter).filter(line -> !line.isEmpty()).forEach(lines::add);
        lines.add("---");
        lines.add("Body " + word);
        return String.join("\n", lines) + "\n";
    }

    private Event event(Answer published, long from) {
        return site.articleEvents().from(from).stream()
                .filter(event -> event.position() == published.position())
                .findFirst()
                .orElseThrow();
    }
}
