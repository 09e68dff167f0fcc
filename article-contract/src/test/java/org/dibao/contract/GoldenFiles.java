package org.dibao.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.json.Json;
import tools.jackson.databind.JsonNode;

/** The records of version 1 as files: {@code submission}, {@code article-event} and {@code publication},
 * and publications as they are written since they tell where an article was before. */
public final class GoldenFiles {
    private static final Path FOLDER = Path.of("../article-contract/src/test/resources/golden/v1");

    private GoldenFiles() {}

    /** The names of a kind's files. */
    public static Set<String> names(String kind) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static JsonNode read(String kind, String name) {
        try {
            return Json.mapper().readTree(Files.readAllBytes(file(kind, name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** With {@code -Ddibao.golden.write=true} writes a file that is missing; never over one that is there. */
    public static void writeIfMissing(String kind, String name, Object record) throws IOException {
        Path file = file(kind, name);
        if (Boolean.getBoolean("dibao.golden.write") && Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, Json.mapper().readTree(Json.bytes(record)).toPrettyString() + "\n", StandardCharsets.UTF_8);
        }
    }

    private static Path file(String kind, String name) {
        return FOLDER.resolve(kind).resolve(name + ".json");
    }
}
