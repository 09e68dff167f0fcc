package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.dibao.contract.GoldenFiles;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.submission.Submission;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What version 1 decided is decided again, and written as it was. When one of these tests fails, the code is wrong and not the
 * file. New kinds get new files ({@code -Ddibao.golden.write=true} writes those that are missing).
 */
class GoldenStoryTest {
    private static final Story STORY = new Story();

    @TestFactory
    Stream<DynamicTest> submissions() {
        return eachOf("submission", STORY.submissions(), Submission.class);
    }

    @TestFactory
    Stream<DynamicTest> articleEvents() {
        return eachOf("article-event", STORY.events(), ArticleEvent.class);
    }

    @TestFactory
    Stream<DynamicTest> publications() {
        return eachOf("publication", STORY.publications(), Publication.class);
    }

    @Test
    void noFileIsForgotten() {
        assertThat(GoldenFiles.names("submission"))
                .containsExactlyInAnyOrderElementsOf(STORY.submissions().keySet());
        assertThat(GoldenFiles.names("article-event"))
                .containsExactlyInAnyOrderElementsOf(STORY.events().keySet());
        assertThat(GoldenFiles.names("publication"))
                .containsExactlyInAnyOrderElementsOf(STORY.events().keySet());
    }

    private static <T> Stream<DynamicTest> eachOf(String kind, Map<String, ? extends T> records, Class<T> type) {
        return records.entrySet().stream().flatMap(entry -> {
            String name = entry.getKey();
            T record = entry.getValue();
            return Stream.of(
                    DynamicTest.dynamicTest(name + " is written so", () -> {
                        GoldenFiles.writeIfMissing(kind, name, record);
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
}
