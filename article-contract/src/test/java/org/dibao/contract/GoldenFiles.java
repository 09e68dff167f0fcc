package org.dibao.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Records as files, by version and kind: {@code submission}, {@code article-event} and {@code publication}, and publications as
 * they are written since they tell where an article was before. A name stands for one record of a kind, whatever its version.
 */
public final class GoldenFiles {
    private static final Path FOLDER = Path.of("../article-contract/src/test/resources/golden");

    private static final List<String> VERSIONS = List.of("v1", "v2");

    private GoldenFiles() {}

    /** The names of a kind's files. */
    public static Set<String> names(String kind) {
        return VERSIONS.stream()
                .map(version -> FOLDER.resolve(version).resolve(kind))
                .filter(Files::exists)
                .flatMap(GoldenFiles::list)
                .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The version of a record that there is a file of: {@code v1} or a later one. */
    public static String version(String kind, String name) {
        return VERSIONS.stream()
                .filter(version -> Files.exists(file(version, kind, name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no file of " + kind + " " + name));
    }

    public static JsonNode read(String kind, String name) {
        try {
            return Json.mapper().readTree(Files.readAllBytes(file(version(kind, name), kind, name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** With {@code -Ddibao.golden.write=true} writes a file that is missing; never over one that is there. */
    public static void writeIfMissing(String version, String kind, String name, Object record) throws IOException {
        Path file = file(version, kind, name);
        if (Boolean.getBoolean("dibao.golden.write") && Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, Json.mapper().readTree(Json.bytes(record)).toPrettyString() + "\n", StandardCharsets.UTF_8);
        }
    }

    private static Path file(String version, String kind, String name) {
        return FOLDER.resolve(version).resolve(kind).resolve(name + ".json");
    }
}
