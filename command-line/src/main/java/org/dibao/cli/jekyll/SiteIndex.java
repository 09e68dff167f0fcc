package org.dibao.cli.jekyll;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.cli.site.FrontMatter;
import org.dibao.cli.site.JsonText;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * All articles and pages of a site as its templates find them: {@code site.posts}, newest first, {@code site.pages} and the
 * collections, each with its front matter and its address. The server makes {@code site.categories} and {@code site.tags} of
 * it.
 */
public final class SiteIndex {
    /** Its name in an archive. */
    public static final String NAME = "_data/dibao-site.json";

    private static final Pattern NAMED =
            Pattern.compile("(?:(\\d{2,4})-(\\d{1,2})-(\\d{1,2})-)?(.+?)\\.[^.]+", Pattern.DOTALL);
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private SiteIndex() {}

    /** Empty if no template asks for it. */
    public static Optional<byte[]> of(JekyllSite site) throws IOException {
        List<SiteFile> articles =
                site.files().stream().filter(file -> file.kind().isArticle()).toList();
        return isAskedFor(site) ? Optional.of(index(site, articles)) : Optional.empty();
    }

    private static boolean isAskedFor(JekyllSite site) throws IOException {
        String names = Stream.concat(
                        Stream.of("posts", "pages", "html_pages", "categories", "tags", "documents"),
                        site.config().collections().keySet().stream().map(Pattern::quote))
                .collect(Collectors.joining("|"));
        Pattern asks = Pattern.compile("\\{[{%][^}]*\\bsite\\.(?:" + names + ")\\b");
        for (SiteFile file : site.files()) {
            boolean template = file.kind().isArticle() || file.name().startsWith("_includes/");
            if (template
                    && file.kind() != Kind.LEFT_OUT
                    && asks.matcher(JekyllSite.text(file.file())).find()) {
                return true;
            }
        }
        return false;
    }

    private static byte[] index(JekyllSite site, List<SiteFile> articles) throws IOException {
        Map<String, @Nullable Object> index = new LinkedHashMap<>();
        for (SiteFile file : articles) {
            String name = switch (file.kind()) {
                case POST -> "posts";
                case PAGE -> "pages";
                case DOCUMENT -> collection(site, file.name());
                default -> "";
            };
            Map<String, @Nullable Object> entry = name.isEmpty() ? Map.of("published", false) : entry(file, name);
            if (!Boolean.FALSE.equals(entry.get("published"))) {
                list(index, name).add(entry);
            }
        }
        if (index.get("posts") instanceof List<?> posts) {
            index.put("posts", newestFirst(posts));
        }
        index.put("html_pages", index.get("pages"));
        return JsonText.of(index).getBytes(StandardCharsets.UTF_8);
    }

    private static List<Object> newestFirst(List<?> posts) {
        return posts.stream()
                .map(Object.class::cast)
                .sorted(Comparator.comparing(
                                (Object post) -> String.valueOf(Values.map(post).get("date")))
                        .reversed())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, @Nullable Object> index, String name) {
        return (List<Object>) index.computeIfAbsent(name, _ -> new ArrayList<>());
    }

    private static String collection(JekyllSite site, String name) {
        String folder = site.config().collectionsFolder();
        String below = folder.isEmpty() ? name : name.substring(folder.length() + 1);
        return below.substring(1, below.indexOf('/'));
    }

    private static Map<String, @Nullable Object> entry(SiteFile file, String collection) throws IOException {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        try {
            FrontMatter.of(JekyllSite.text(file.file())).ifPresent(front -> entry.putAll(front.fields()));
        } catch (Yaml.Fault e) {
            entry.put("title", file.name()); // the server says what is wrong
        }
        file.added().forEach(entry::putIfAbsent);
        Matcher named = NAMED.matcher(file.name().substring(file.name().lastIndexOf('/') + 1));
        if (named.matches()) {
            if (file.kind() == Kind.POST) {
                entry.putIfAbsent("title", titled(named.group(4)));
            }
            if (named.group(1) != null) {
                entry.putIfAbsent(
                        "date",
                        "%s-%2s-%2s"
                                .formatted(named.group(1), named.group(2), named.group(3))
                                .replace(' ', '0'));
            }
        }
        entry.put("categories", terms(entry, "categories", "category"));
        entry.put("tags", terms(entry, "tags", "tag"));
        entry.put("url", file.address() != null ? file.address() : "/articles/" + id(file.name()));
        entry.put("path", file.name());
        entry.put("collection", collection);
        return entry;
    }

    private static List<String> terms(Map<String, @Nullable Object> entry, String plural, String singular) {
        Object given = entry.get(plural);
        if (given instanceof String words) {
            return Stream.of(words.strip().split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
        return given != null ? Values.texts(given) : Values.texts(entry.get(singular));
    }

    private static String titled(String slug) {
        return Stream.of(slug.split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    /** The id that the server gives to a post: its name, and its folder if that is named after a language. */
    private static String id(String name) {
        List<String> parts = List.of(name.split("/"));
        String last = parts.getLast().replaceFirst("\\.[^.]+$", "");
        int posts = parts.indexOf("_posts");
        String language = parts.subList(Math.max(0, posts - 1), parts.size() - 1).reversed().stream()
                .filter(folder -> folder.matches("[a-z]{2}(?:[-_][A-Za-z0-9]{2,4})*")
                        && LANGUAGES.contains(folder.substring(0, 2)))
                .findFirst()
                .map("."::concat)
                .orElse("");
        return URLEncoder.encode(last + language, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
