package org.dibao.contract.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.submission.Submission;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * What version 1 writes is written here, and read again. The files stand for records in logs that are kept for ever: when
 * one of these tests fails, the code is wrong and not the file. New kinds get new files
 * ({@code -Ddibao.golden.write=true} writes those that are missing, and never over one that is there).
 */
class GoldenFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/v1");
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
    void noFileIsForgotten() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            Set<String> there = files.filter(Files::isRegularFile)
                    .map(p -> FOLDER.relativize(p).toString())
                    .collect(Collectors.toSet());
            Set<String> told = Stream.of(
                            STORY.submissions().keySet().stream().map("submission/"::concat),
                            STORY.events().keySet().stream().map("article-event/"::concat),
                            STORY.events().keySet().stream().map("publication/"::concat))
                    .flatMap(names -> names)
                    .map(name -> name + ".json")
                    .collect(Collectors.toSet());
            assertThat(there).isEqualTo(told);
        }
    }

    static JsonNode golden(String kind, String name) {
        try {
            return Json.mapper()
                    .readTree(Files.readAllBytes(FOLDER.resolve(kind).resolve(name + ".json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The names of the golden files of a kind. */
    static Set<String> names(String kind) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> Stream<DynamicTest> eachOf(String kind, Map<String, ? extends T> records, Class<T> type) {
        return records.entrySet().stream().flatMap(entry -> {
            String name = entry.getKey();
            T record = entry.getValue();
            return Stream.of(
                    DynamicTest.dynamicTest(name + " is written so", () -> {
                        writeIfMissing(kind, name, record);
                        assertThat(Json.text(record))
                                .isEqualTo(golden(kind, name).toString());
                    }),
                    DynamicTest.dynamicTest(
                            name + " is read so",
                            () -> assertThat(Json.read(golden(kind, name).toString(), type))
                                    .isEqualTo(record)));
        });
    }

    private static void writeIfMissing(String kind, String name, Object record) throws IOException {
        Path file = FOLDER.resolve(kind).resolve(name + ".json");
        if (Boolean.getBoolean("dibao.golden.write") && Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, Json.mapper().readTree(Json.bytes(record)).toPrettyString() + "\n", StandardCharsets.UTF_8);
        }
    }
}
