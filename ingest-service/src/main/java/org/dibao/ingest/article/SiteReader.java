package org.dibao.ingest.article;

import java.util.Set;
import org.dibao.contract.site.SiteSettings;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.JsonValues;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Value;
import org.jspecify.annotations.Nullable;

/** Reads a site's settings from JSON. What is absent takes its default; a name that is no setting is refused. */
public final class SiteReader {
    private static final int MAX_TEXT = 2000;

    private final JsonValues json = new JsonValues(4, 64 * 1024);

    /** @throws Refused with the setting's name, if one is not as it must be */
    public SiteSettings read(byte[] body) {
        Value.Mapping given = json.read(body);
        Fields fields = new Fields(given);
        try {
            SiteSettings settings = new SiteSettings(
                    fields.line("title", MAX_TEXT), fields.line("description", MAX_TEXT), fields.line("language", MAX_TEXT),
                    fields.line("baseUrl", MAX_TEXT), fields.line("timeZone", MAX_TEXT), fields.line("permalink", MAX_TEXT),
                    pageSize(fields.line("pageSize", MAX_TEXT)));
            Set<String> unknown = fields.names();
            if (!unknown.isEmpty()) {
                String name = unknown.iterator().next();
                throw Refused.field(name, "there is no setting " + name + "; there are title, description, language, baseUrl,"
                        + " timeZone, permalink and pageSize");
            }
            return settings;
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            int colon = message.indexOf(':');
            throw colon > 0 ? Refused.field(message.substring(0, colon), message) : Refused.field("body", message);
        }
    }

    private static int pageSize(@Nullable String given) {
        if (given == null) {
            return 0;
        }
        if (!given.matches("[1-9][0-9]{0,2}")) {
            throw Refused.field("pageSize", "pageSize: a whole number, 1 to 100");
        }
        return Integer.parseInt(given);
    }
}
