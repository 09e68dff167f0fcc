package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.GoldenFiles;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.EventTypes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What earlier releases decided is decided again, and written as it was. When one of these tests fails, the code is wrong and not the
 * file. New kinds get new files ({@code -Ddibao.golden.write=true} writes those that are missing).
 */
class GoldenStoryTest {
    private static final Story STORY = new Story();
    private static final String WITH_BEFORE = "publication-with-before";

    @TestFactory
    Stream<DynamicTest> submissions() {
        return eachOf("submission", STORY.submissions(), Submission.class);
    }

    @TestFactory
    Stream<DynamicTest> articleEvents() {
        return eachOf("article-event", STORY.events(), ArticleEvent.class);
    }

    /** What was there before publications told where an article had been is written as it was. */
    @TestFactory
    Stream<DynamicTest> publications() {
        return eachOf("publication", each(STORY.publications(), GoldenStoryTest::withoutBefore), Publication.class);
    }

    @TestFactory
    Stream<DynamicTest> publicationsWithBefore() {
        return eachOf(WITH_BEFORE, publicationsOfFacts(), Publication.class);
    }

    private static Map<String, Publication> publicationsOfFacts() {
        return STORY.publications().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(withoutBefore(entry.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Publication withoutBefore(Publication of) {
        return new Publication(of.position(), of.at(), of.result(), of.card(), null, null, of.purge());
    }

    private static <T> Map<String, T> each(Map<String, T> records, UnaryOperator<T> change) {
        return records.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> change.apply(entry.getValue())));
    }

    @Test
    void noFileIsForgotten() {
        assertThat(GoldenFiles.names("submission"))
                .containsExactlyInAnyOrderElementsOf(STORY.submissions().keySet());
        assertThat(GoldenFiles.names("article-event"))
                .containsExactlyInAnyOrderElementsOf(STORY.events().keySet());
        assertThat(GoldenFiles.names("publication"))
                .containsExactlyInAnyOrderElementsOf(STORY.events().keySet());
        assertThat(GoldenFiles.names(WITH_BEFORE))
                .containsExactlyInAnyOrderElementsOf(publicationsOfFacts().keySet());
    }

    private static <T> Stream<DynamicTest> eachOf(String kind, Map<String, ? extends T> records, Class<T> type) {
        return records.entrySet().stream().flatMap(entry -> {
            String name = entry.getKey();
            T record = entry.getValue();
            return Stream.of(
                    DynamicTest.dynamicTest(name + " is written so", () -> {
                        GoldenFiles.writeIfMissing(version(record), kind, name, record);
                        assertThat(Json.text(record))
                                .isEqualTo(GoldenFiles.read(kind, name).toString());
                    }),
                    DynamicTest.dynamicTest(
                            name + " is read so",
                            () -> assertThat(Json.read(
                                            GoldenFiles.read(kind, name).toString(), type))
                                    .isEqualTo(record)));
        });
    }

    private static String version(Object record) {
        String type = switch (record) {
            case Submission submission -> EventTypes.of(submission);
            case ArticleEvent event ->
                EventTypes.event(Result.of(event.outcome()).outcome());
            case Publication publication ->
                EventTypes.publication(publication.result().outcome());
            default -> throw new IllegalArgumentException("no record: " + record);
        };
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
