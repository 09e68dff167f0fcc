package org.dibao.acceptance.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a release has left: a data folder, and what was on its stream. {@code acceptance/keep-release} makes one.
 *
 * @param archive {@code VERSION.tar.gz} with {@code data/} and {@code heard.json}
 */
public record Released(Path archive) {

    /** All that are kept, the oldest first. */
    public static List<Released> all() {
        try (Stream<Path> archives = Files.list(Path.of(
                Objects.requireNonNull(Released.class.getResource("/released")).toURI()))) {
            return archives.sorted().map(Released::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Released oldest() {
        return all().getFirst();
    }

    /** Makes {@code data} and {@code heard.json} in a folder. */
    public void unpack(Path folder) {
        try {
            int status = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("tar ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The events that were on its stream, once it is unpacked. */
    public List<JsonNode> heard(Path folder) throws IOException {
        return new JsonMapper()
                .readTree(Files.readString(folder.resolve("heard.json")))
                .path("events")
                .valueStream()
                .toList();
    }

    @Override
    public String toString() {
        return String.valueOf(archive.getFileName());
    }
}
