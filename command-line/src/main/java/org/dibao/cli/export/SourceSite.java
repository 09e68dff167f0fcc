package org.dibao.cli.export;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A site as its publisher gave it. */
public interface SourceSite {
    /** Its settings, as JSON. */
    JsonNode settings() throws IOException;

    /** The ids of its articles, drafts and what is scheduled included, in any order. */
    Collection<String> articles() throws IOException;

    /** Empty if it is not there any more. */
    Optional<GivenArticle> article(String id) throws IOException;

    /** Its files. */
    List<KeptFile> files() throws IOException;

    /** Writes a file's bytes. */
    void fetch(KeptFile file, Path to) throws IOException;

    /**
     * An article.
     *
     * @param given what was submitted for it, as JSON that would submit the same again
     * @param shown the article that came of it, with its HTML, its address, and the paths that lead to it
     */
    record GivenArticle(ObjectNode given, JsonNode shown) {
        String id() {
            return given.path("id").asString("");
        }

        /** Decoded. */
        String path() {
            return shown.path("path").asString("");
        }

        String text(String field) {
            return given.path(field).asString("");
        }

        boolean isPage() {
            return text("layout").equals("page");
        }

        boolean isDraft() {
            return given.path("draft").asBoolean(false);
        }

        boolean isScheduled() {
            return shown.path("status").asString("").equals("scheduled");
        }

        boolean isMarkdown() {
            return text("format").equals("markdown");
        }

        /** With an offset. */
        String date() {
            return shown.path("date").asString("");
        }

        /** Paths, decoded, and addresses that lead to it. */
        List<String> oldAddresses() {
            return Stream.concat(
                            shown.path("redirects").valueStream().map(JsonNode::asString),
                            given.path("redirect_from").valueStream().map(from -> decoded(from.asString(""))))
                    .distinct()
                    .toList();
        }

        private static String decoded(String address) {
            try {
                return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return address;
            }
        }
    }

    /**
     * A file.
     *
     * @param path decoded
     * @param hash SHA-256 of its bytes, in hexadecimal
     */
    record KeptFile(String path, String hash) {}
}
