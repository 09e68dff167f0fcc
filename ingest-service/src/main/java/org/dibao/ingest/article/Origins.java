package org.dibao.ingest.article;

import java.util.function.UnaryOperator;
import org.dibao.contract.article.Origin;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code source} and {@code source_url}: where an article was taken from. A source is a name, an address, or a map with
 * a {@code name}, a {@code url} or both; without a name, the address's host is the name. A list or a boolean means
 * something else and is kept. Dibao's own JSON calls it {@code origin}; there it is always a map.
 */
final class Origins {
    private final ArticleLimits limits;
    private final UnaryOperator<String> lines;

    /** @param lines reads a name */
    Origins(ArticleLimits limits, UnaryOperator<String> lines) {
        this.limits = limits;
        this.lines = lines;
    }

    @Nullable
    Origin take(Fields fields) {
        Origin origin = of(fields, "source");
        Origin told = of(fields, "origin");
        origin = origin == null ? told : origin;
        String given = line(fields, "source_url");
        if (given == null) {
            return origin;
        }
        String url = checked("source_url", given);
        return origin == null
                ? new Origin(host(url), url)
                : new Origin(origin.name(), origin.url() == null ? url : origin.url());
    }

    private @Nullable Origin of(Fields fields, String field) {
        Value value = fields.take(field);
        return switch (value) {
            case null -> null;
            case Value.Mapping map -> {
                Fields inner = new Fields(map);
                String name = inner.line("name", limits.nameChars(), lines);
                String url = line(inner, "url");
                if (!inner.rest().isEmpty() || name == null && url == null) {
                    fields.keep(field, map); // it contains more
                }
                yield name == null && url == null ? null : origin(field + ".url", name, url);
            }
            case Value.Scalar text
            when field.equals("source") && !Fields.isTruth(text) -> {
                fields.keep(field, text);
                String line = fields.line(field, Origin.MAX_URL, lines);
                boolean isAddress = line != null && line.matches("(?i)[a-z][a-z0-9+.-]*://[^ ]*");
                yield line == null
                        ? null
                        : origin(
                                field,
                                isAddress ? null : Fields.line(field, line, limits.nameChars()),
                                isAddress ? line : null);
            }
            default -> {
                fields.keep(field, value);
                yield null;
            }
        };
    }

    private static @Nullable String line(Fields fields, String name) {
        return fields.line(name, Origin.MAX_URL);
    }

    private static Origin origin(String field, @Nullable String name, @Nullable String given) {
        String url = given == null ? null : checked(field, given);
        return new Origin(name != null ? name : host(String.valueOf(url)), url);
    }

    private static String checked(String field, String url) {
        if (!Origin.isUrl(url)) {
            throw Refused.field(
                    field,
                    field
                            + ": it is not an address that can be linked to; write a full one with http:// or https:// and without a user name, such as"
                            + " https://paper.example/a.html");
        }
        return AddressFields.resource(field, url);
    }

    private static String host(String url) {
        return url.replaceFirst("(?i)^https?://(?:www\\.)?([^/?#]*).*$", "$1");
    }
}
