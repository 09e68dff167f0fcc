package org.dibao.ingest.article;

import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleDraftBuilder;
import org.dibao.contract.article.Slug;
import org.dibao.contract.article.Source;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.Permalink;
import org.dibao.contract.text.Quoted;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.LineEnds;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Value;
import org.dibao.support.names.Nearest;
import org.jspecify.annotations.Nullable;

/** Maps fields to their meaning. The names are Jekyll's; the JSON spellings are accepted too. */
final class FrontMatterMapper {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,5}");
    private static final Pattern LAYOUT = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-][\\p{L}\\p{M}\\p{N}_./ -]{0,99}");
    private static final int MAX_URL = 2000;

    private final ArticleLimits limits;

    FrontMatterMapper(ArticleLimits limits) {
        this.limits = limits;
    }

    /**
     * @param lines reads title, excerpt and authors, which may contain HTML in front matter but are literal in JSON
     * @param own   reads the fields that are left
     */
    ArticleDraft given(
            Fields fields,
            @Nullable FileName file,
            Source source,
            UnaryOperator<String> lines,
            Function<Fields, Map<String, Object>> own,
            Instant now) {
        String title = fields.line("title", limits.titleChars(), lines);
        if (title == null && file != null && file.kind() != ContentKind.JSON) {
            String named = file.title();
            title = named == null || named.isBlank() ? null : Fields.line("title", named, limits.titleChars());
        }
        if (title == null) {
            String meant = fields.names().stream()
                    .filter(name -> Nearest.miss(name, List.of("title")).isPresent())
                    .findFirst()
                    .map(name -> "did you mean it by " + Quoted.of(name) + "?")
                    .orElse("give it one in its front matter or as \"title\"");
            throw Refused.field("title", "an article needs a title: " + meant);
        }
        checkAddress(fields, "canonical_url");
        checkAddress(fields, "redirect_to");
        Redirects redirects = Redirects.take(fields, limits);
        ArticleTimes times = ArticleTimes.take(fields, file);
        return ArticleDraftBuilder.builder()
                .title(title)
                .date(times.date())
                .categories(categories(fields, file))
                .tags(names(fields, "tags", "tag", limits.tags(), Slug::ofTag))
                .authors(new Authors(limits, lines).take(fields))
                .slug(slug(fields, file))
                .permalink(permalink(fields))
                .excerpt(excerpt(fields, lines))
                .lang(language(fields))
                .image(image(fields))
                .layout(layout(fields))
                .pinned(pinned(fields))
                .translationKey(translationKey(fields))
                .modified(times.takeModified(fields, now))
                .origin(new Origins(limits, lines).take(fields))
                .redirectFrom(redirects.paths())
                .redirectFromHosts(redirects.addresses())
                .draft(draft(fields) || file != null && file.isDraft())
                .publishAt(times.publishAt())
                .withdrawAt(times.withdrawAt())
                .extra(checked(own.apply(fields)))
                .source(source)
                .build();
    }

    /** Those of its folders first, as in Jekyll. */
    private List<String> categories(Fields fields, @Nullable FileName file) {
        List<String> names = new ArrayList<>(file == null ? List.of() : file.categories());
        names.addAll(names(fields, "categories", "category", limits.categories(), FrontMatterMapper::segment));
        return Fields.once(names, FrontMatterMapper::segment);
    }

    /** Names of terms with a listing, which needs an address. */
    private List<String> names(Fields fields, String plural, String singular, int max, UnaryOperator<String> same) {
        String field = fields.contains(plural) ? plural : singular;
        List<String> names = fields.names(plural, singular, max, limits.nameChars());
        for (String name : names) {
            if (Slug.of(name).isEmpty()) {
                throw Refused.field(
                        field,
                        field + ": one of the names has no visible characters, so its page cannot have an address;"
                                + " give it a visible name, or leave it out");
            }
        }
        return Fields.once(names, same);
    }

    /**
     * Two categories are the same if they add the same segment to the article's path, which matches that of the
     * original Jekyll site.
     */
    private static String segment(String category) {
        return Normalizer.normalize(category.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private @Nullable String slug(Fields fields, @Nullable FileName file) {
        String slug = fields.line("slug", limits.slugChars());
        if (slug != null) {
            return slug;
        }
        String named = file == null ? null : file.slug();
        return named == null ? null : Fields.line("slug", named, limits.slugChars());
    }

    private static @Nullable String permalink(Fields fields) {
        String permalink = fields.line("permalink", Permalink.MAX_LENGTH);
        if (permalink == null) {
            return null;
        }
        try {
            Permalink.check(permalink);
            return Permalink.normal(permalink);
        } catch (IllegalArgumentException e) {
            throw Refused.field("permalink", String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String excerpt(Fields fields, UnaryOperator<String> lines) {
        String name =
                fields.has("excerpt") ? "excerpt" : "description"; // if both are given, the description is kept as is
        String text = fields.text(name);
        if (text != null && text.length() > limits.excerptChars()) {
            throw Refused.field(
                    name,
                    name + " has " + text.length() + " characters; at most " + limits.excerptChars() + " are allowed");
        }
        if (text == null) {
            return null;
        }
        String excerpt =
                LineEnds.unix(Fields.wellFormed(name, lines.apply(text))).strip();
        return excerpt.isEmpty() ? null : excerpt;
    }

    private static @Nullable String language(Fields fields) {
        String lang = fields.line("lang", 50);
        if (lang != null && !LANGUAGE.matcher(lang).matches()) {
            throw Refused.field("lang", "" + Quoted.of(lang) + " is not a language tag: write it as zh-CN or en");
        }
        return lang == null ? null : lang.replace('_', '-');
    }

    private static @Nullable String image(Fields fields) {
        Value value = fields.take("image");
        if (value instanceof Value.Mapping map) {
            Fields inner = new Fields(map);
            String path = inner.line(inner.has("path") ? "path" : "url", MAX_URL);
            if (!inner.rest().isEmpty()) {
                fields.keep("image", map); // for its height and alternative text
            }
            return path == null ? null : AddressFields.resource("image", path);
        }
        if (value != null) {
            fields.keep("image", value);
        }
        String path = fields.line("image", MAX_URL);
        return path == null ? null : AddressFields.resource("image", path);
    }

    /** It stays among the other fields, because elsewhere it may mean something else. */
    private static void checkAddress(Fields fields, String name) {
        Value value = fields.take(name);
        if (value != null) {
            fields.keep(name, value);
            Value first = value instanceof Value.Sequence all && !all.items().isEmpty()
                    ? all.items().getFirst()
                    : value;
            if (first instanceof Value.Scalar text && !Fields.isNothing(text) && !Fields.isTruth(text)) {
                AddressFields.resource(name, text.text());
            }
        }
    }

    private static @Nullable String layout(Fields fields) {
        String layout = fields.line("layout", 100);
        if (layout != null && (!LAYOUT.matcher(layout).matches() || layout.contains(".."))) {
            throw Refused.field(
                    "layout",
                    "layout: " + Quoted.of(layout)
                            + " is not the name of a template; it may have letters, digits, hyphens, underscores, dots and slashes");
        }
        return layout;
    }

    /** In Hexo, {@code sticky} and {@code top} are weights: any above 0 pins. */
    private static boolean pinned(Fields fields) {
        boolean pinned = false;
        for (String name : List.of("pinned", "pin", "sticky", "top")) {
            if (fields.take(name) instanceof Value value) {
                fields.keep(name, value);
                if (name.startsWith("pin") || Fields.isTruth(value)) {
                    pinned |= Boolean.TRUE.equals(fields.truth(name));
                } else if (value instanceof Value.Scalar weight && weight.text().matches("[0-9]{1,9}")) {
                    fields.take(name);
                    pinned |= Integer.parseInt(weight.text()) > 0;
                }
            }
        }
        return pinned;
    }

    /** Many Jekyll sites call it {@code ref}; if that is not a text, it means something else and is kept. */
    private @Nullable String translationKey(Fields fields) {
        String key = null;
        for (String name : List.of("ref", "translation_key", "translationKey")) {
            Value value = fields.take(name);
            if (value instanceof Value.Scalar || value != null && !name.equals("ref")) {
                fields.keep(name, value);
                String line = fields.line(name, limits.nameChars());
                key = line == null ? key : line;
            } else if (value != null) {
                fields.keep(name, value);
            }
        }
        return key;
    }

    private static boolean draft(Fields fields) {
        boolean unpublished = Boolean.FALSE.equals(fields.truth("published"));
        boolean draft = Boolean.TRUE.equals(fields.truth("draft"));
        return unpublished || draft;
    }

    private Map<String, Object> checked(Map<String, Object> rest) {
        String json = Json.text(rest);
        if (json.length() > limits.extraChars()) {
            throw Refused.field(
                    "extra",
                    "the fields other than the known ones have " + json.length() + " characters; at most "
                            + limits.extraChars() + " are allowed");
        }
        Fields.wellFormed("extra", json);
        return rest;
    }
}
