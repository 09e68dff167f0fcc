package org.dibao.ingest.article;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.dibao.contract.site.RootFile;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Value;
import org.jspecify.annotations.Nullable;

/** Reads the text files at the root of a site. */
final class SiteFilesReader {
    private static final Pattern CONTACT = Pattern.compile("(?im)^Contact: *(?:mailto:|tel:|https:)\\S+ *$");
    private static final Pattern EXPIRES = Pattern.compile(
            "(?im)^Expires: *[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2}) *$");

    private final SiteReader.FileLimits limits;

    SiteFilesReader(SiteReader.FileLimits limits) {
        this.limits = limits;
    }

    /** Absent if none are given. */
    @Nullable
    Map<String, String> read(Fields fields) {
        Value given = fields.take("files");
        if (given == null || Fields.isNothing(given)) {
            return null;
        }
        Map<String, String> files = new LinkedHashMap<>();
        SettingObjects.mapping("files", given).members().forEach((name, value) -> {
            if (!(value instanceof Value.Scalar file)) {
                throw Refused.field("files." + name, "files." + name + ": the file's text");
            }
            if (!file.text().isEmpty()) {
                files.put(Fields.wellFormed("files", name), checked(name, Fields.wellFormed("files", file.text())));
            }
        });
        if (files.size() > limits.files()) {
            throw Refused.field(
                    "files",
                    "files: " + files.size() + " are too many; the setting dibao.ingest.limits.site-files allows "
                            + limits.files());
        }
        return files;
    }

    private String checked(String name, String text) {
        String field = "files." + name;
        if (text.length() > limits.chars()) {
            throw Refused.field(
                    field,
                    field + ": the text is too long; the setting dibao.ingest.limits.site-file-chars allows "
                            + limits.chars() + " characters");
        }
        if (name.equals(RootFile.SECURITY)
                && !(CONTACT.matcher(text).find() && EXPIRES.matcher(text).find())) {
            throw Refused.field(
                    field,
                    field
                            + ": it needs a line Contact: with an address, such as mailto:security@example.com, and a line"
                            + " Expires: with a time, such as 2027-12-31T23:59:00Z (RFC 9116)");
        }
        return text;
    }
}
