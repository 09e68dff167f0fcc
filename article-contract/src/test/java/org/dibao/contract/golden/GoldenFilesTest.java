package org.dibao.contract.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.dibao.contract.GoldenFiles;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.submission.Submission;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What version 1 wrote is read, and written again as it was. The files stand for records in logs that are kept for ever:
 * when one of these tests fails, the code is wrong and not the file. (That the store decides as they tell is for the store to
 * test.)
 */
class GoldenFilesTest {

    @TestFactory
    Stream<DynamicTest> submissions() {
        return eachOf("submission", Submission.class);
    }

    @TestFactory
    Stream<DynamicTest> articleEvents() {
        return eachOf("article-event", ArticleEvent.class);
    }

    @TestFactory
    Stream<DynamicTest> publications() {
        return eachOf("publication", Publication.class);
    }

    @TestFactory
    Stream<DynamicTest> publicationsWithBefore() {
        return eachOf("publication-with-before", Publication.class);
    }

    private static Stream<DynamicTest> eachOf(String kind, Class<?> type) {
        return GoldenFiles.names(kind).stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String golden = GoldenFiles.read(kind, name).toString();
                    assertThat(Json.text(Json.read(golden, type))).isEqualTo(golden);
                }));
    }
}
