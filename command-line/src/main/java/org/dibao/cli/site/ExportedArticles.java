package org.dibao.cli.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code dibao export} noted beside the files of a site: what was given for each article. It counts for a file that is as it
 * was written then.
 *
 * @param settings of the site; null if it is not from Dibao
 * @param articles by the names of their files
 * @param ids      of all articles, also of those whose files have changed since
 */
public record ExportedArticles(
        @Nullable ObjectNode settings, Map<String, ObjectNode> articles, Map<String, String> ids) {
    public static final String NAME = "_dibao.ndjson";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Empty if the folder has none; a line that cannot be read counts for nothing. */
    public static ExportedArticles read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        Map<String, ObjectNode> articles = new LinkedHashMap<>();
        Map<String, String> ids = new LinkedHashMap<>();
        ObjectNode settings = null;
        if (Files.isRegularFile(file)) {
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    JsonNode node = json(line);
                    if (node.path("settings") instanceof ObjectNode given) {
                        settings = given;
                    } else if (node.path("given") instanceof ObjectNode given) {
                        String name = node.path("file").asString("");
                        ids.put(name, given.path("id").asString(""));
                        if (isAsWritten(folder, node)) {
                            articles.put(name, given);
                        }
                    }
                }
            }
        }
        return new ExportedArticles(settings, articles, ids);
    }

    private static JsonNode json(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JacksonException e) {
            return MAPPER.createObjectNode();
        }
    }

    private static boolean isAsWritten(Path folder, JsonNode line) throws IOException {
        Path file;
        try {
            file = folder.resolve(line.path("file").asString("")).normalize();
        } catch (IllegalArgumentException e) {
            return false;
        }
        return file.startsWith(folder)
                && Files.isRegularFile(file)
                && line.path("sha256").asString("").equals(sha256(file));
    }

    private static String sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
