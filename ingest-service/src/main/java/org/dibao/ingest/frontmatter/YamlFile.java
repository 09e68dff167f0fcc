package org.dibao.ingest.frontmatter;

import java.util.Map;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Value;
import org.dibao.ingest.fields.Value.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * A file of YAML or JSON, such as a site's settings.
 *
 * @param value as a JSON value: a boolean, a number, a string, a list or a map; null if the file is empty
 * @param size  the number of values in it, each alias counted as what it stands for
 */
public record YamlFile(@Nullable Object value, int size) {
    private static final String WHOLE = "value";

    /** @throws Refused if it is not YAML or exceeds the limits */
    public static YamlFile read(String text, FrontMatterLimits limits) {
        Value root = new YamlReader(limits, "the file", 1).value(text);
        return root == null
                ? new YamlFile(null, 0)
                : new YamlFile(
                        new Fields(new Mapping(Map.of(WHOLE, root))).rest().get(WHOLE), root.size());
    }
}
