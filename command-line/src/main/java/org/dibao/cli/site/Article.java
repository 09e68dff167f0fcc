package org.dibao.cli.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An article on its way into the JSON of a submission. What is empty is left out; fields of the publisher's own belong
 * into {@code extra}.
 */
public final class Article {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern EXTENSION =
            Pattern.compile("\\.(md|markdown|mkdn?|mkdown|html?|json)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern END_RAW = Pattern.compile("\\{(%-?\\s*endraw\\b)");

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> extra = new LinkedHashMap<>();

    /** @param id without slashes and other signs that an id cannot have */
    public Article(String id) {
        fields.put("id", id);
    }

    /** An id made of a path, so that different files have different ones. One that ends like a file's name would be none. */
    public static String id(String path) {
        String id = path.replaceAll("[/\\\\]+", ".").replaceAll("[?#%\\p{Cntrl}]+", "-");
        id = EXTENSION.matcher(id).replaceFirst("-$1");
        return id.length() <= 200 ? id : id.substring(0, 180) + "-" + Integer.toHexString(id.hashCode());
    }

    public Article with(String name, @Nullable Object value) {
        boolean empty = value == null
                || value instanceof String text && text.isBlank()
                || value instanceof List<?> list && list.isEmpty()
                || Boolean.FALSE.equals(value);
        if (!empty) {
            fields.put(name, value);
        }
        return this;
    }

    /** A field that has no meaning to Dibao. */
    public Article own(String name, @Nullable Object value) {
        if (value != null && !"".equals(value)) {
            extra.put(name, value);
        }
        return this;
    }

    /** @param format {@code markdown} or {@code html} */
    public Article body(String format, String text) {
        fields.put("format", format);
        fields.put("body", text);
        return this;
    }

    public ObjectNode json() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(fields);
        if (!extra.isEmpty()) {
            all.put("extra", extra);
        }
        return MAPPER.valueToTree(all);
    }

    /** A text that is no template, in such a form that Liquid leaves it as it is. */
    public static String literal(String text) {
        return text.contains("{{") || text.contains("{%")
                ? "{% raw %}" + END_RAW.matcher(text).replaceAll("{% endraw %}{{ \"{\" }}{% raw %}$1") + "{% endraw %}"
                : text;
    }
}
