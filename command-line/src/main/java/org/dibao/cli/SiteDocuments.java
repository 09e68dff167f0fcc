package org.dibao.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dibao.cli.site.ReadSite;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The articles of a site that are sent as JSON, a line each.
 *
 * @param more further fields of articles, by the names of their files
 */
record SiteDocuments(ReadSite site, Map<String, Map<String, @Nullable Object>> more) {
    ImportUpload upload() {
        List<String> names = List.copyOf(site.documents().keySet());
        return new ImportUpload(
                ImportUpload.LINES, names.size(), List.of(), (out, _) -> writeTo(out), names, List.of());
    }

    private void writeTo(OutputStream out) throws IOException {
        for (Map.Entry<String, ObjectNode> document : site.documents().entrySet()) {
            ObjectNode json = document.getValue();
            Map<String, @Nullable Object> added = more.get(document.getKey());
            if (added != null) {
                ObjectNode all = json.deepCopy();
                added.forEach((name, value) -> all.set(name, LenientJson.MAPPER.valueToTree(value)));
                json = all;
            }
            out.write(json.toString().getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
    }
}
