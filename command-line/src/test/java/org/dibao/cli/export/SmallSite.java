package org.dibao.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dibao.cli.export.StaticCopy.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A site as small as it can be that has what Dibao's have: listings that are numbered from the oldest page on, feeds,
 * sitemaps, pictures, keys.
 */
final class SmallSite implements StaticCopy.Pages {
    private static final int PAGE = 3;

    /** @param picture its path; empty if it has none */
    record Article(String title, String category, String text, String picture) {}

    private record Page(String text, String type, String keys) {}

    /** By their ids, which are in the order of their dates. */
    final TreeMap<String, Article> articles = new TreeMap<>();

    final TreeMap<String, String> pictures = new TreeMap<>();
    final TreeMap<String, String> moved = new TreeMap<>();
    final List<String> asked = new ArrayList<>();
    String look = "1";
    long position;
    /** Runs before each answer. */
    Runnable meanwhile = () -> {};
    /** How many more requests are answered. */
    int answers = Integer.MAX_VALUE;

    private final Map<String, Page> pages = new TreeMap<>();

    /** Changes or adds an article, or takes it away, and gives the keys of what changes. */
    Set<String> put(String id, @Nullable Article now) {
        Article before = now == null ? articles.remove(id) : articles.put(id, now);
        Set<String> keys = new TreeSet<>(Set.of("path:/" + id + ".html", "article:" + id, "feed"));
        if (now == null
                || before == null
                || !before.title().equals(now.title())
                || !before.category().equals(now.category())) {
            keys.add("home");
            keys.add("categories");
            for (Article one : new Article[] {before, now}) {
                if (one != null) {
                    keys.add("category:" + one.category());
                }
            }
        }
        return keys;
    }

    Set<String> move(String from, String to) {
        moved.put("/" + from, to);
        return Set.of("path:/" + from);
    }

    Set<String> picture(String path, @Nullable String content) {
        if (content == null) {
            pictures.remove(path);
        } else {
            pictures.put(path, content);
        }
        return Set.of("path:" + path, "file:" + path, "files");
    }

    void change() {
        position++;
        pages.clear();
        List<String> newest = List.copyOf(articles.keySet());
        StringBuilder map = new StringBuilder();
        Map<String, List<String>> categories = new TreeMap<>();
        articles.forEach((id, article) -> {
            page(
                    "/" + id + ".html",
                    "<h1>" + article.title() + "</h1>" + article.text() + "<a href=\"/category/" + article.category()
                            + ".html\">c</a>" + (article.picture().isEmpty() ? "" : img(article.picture())),
                    "path:/" + id + ".html" + (article.picture().isEmpty() ? "" : " file:" + article.picture()));
            categories
                    .computeIfAbsent(article.category(), _ -> new ArrayList<>())
                    .add(id);
            map.append("<loc>/").append(id).append(".html</loc>");
        });
        listing("/", "/", "home", newest);
        StringBuilder index = new StringBuilder();
        categories.forEach((name, ids) -> {
            listing("/category/" + name + ".html", "/category/" + name + "/", "category:" + name, ids);
            index.append("<a href=\"/category/")
                    .append(name)
                    .append(".html\">")
                    .append(ids.size())
                    .append("</a>");
            feed("/feed/" + name + ".xml", " category:" + name, ids);
        });
        page("/categories.html", index.toString(), "categories");
        feed("/feed.xml", "", newest);
        pages.put("/sitemap.xml", new Page(map.toString(), "application/xml", "site feed pages"));
        pictures.forEach((path, content) -> pages.put(path, new Page(content, "image/png", "site path:" + path)));
    }

    private String img(String path) {
        return "<img src=\"" + path + "\" width=\""
                + pictures.getOrDefault(path, "").length() + "\">";
    }

    private void page(String address, String text, String keys) {
        pages.put(address, new Page(text + "<!-- " + look + " -->", "text/html", "site " + keys));
    }

    private void feed(String address, String keys, List<String> ids) {
        StringBuilder text = new StringBuilder();
        ids.subList(Math.max(0, ids.size() - PAGE), ids.size())
                .forEach(id -> text.append("<link href=\"/" + id + ".html\"/>" + articles.get(id)));
        pages.put(address, new Page(text.toString(), "application/atom+xml", "site path:" + address + " feed" + keys));
    }

    private void listing(String newest, String stem, String key, List<String> ids) {
        int numbered = Math.max(0, ids.size() / PAGE - 1);
        for (int i = 0; i <= numbered; i++) {
            String address = i == numbered ? newest : stem + "page/" + (i + 1) + ".html";
            StringBuilder text = new StringBuilder();
            for (String id : ids.subList(i * PAGE, i == numbered ? ids.size() : (i + 1) * PAGE)) {
                text.append("<a href=\"/" + id + ".html\">" + articles.get(id).title() + "</a>");
            }
            text.append(i == 0 ? "" : "<a href=\"" + stem + "page/" + i + ".html\">older</a>");
            text.append(i == numbered ? "" : "<a href=\"" + stem + "page/" + (i + 2) + ".html\">newer</a>");
            if (newest.equals("/") && i == numbered) {
                text.append("<a href=\"/feed.xml\"></a><a href=\"/nothing.html\"></a><a href=\"/old\"></a>");
            } else {
                text.append("<a href=\"" + stem.replaceFirst("^/category/(.*)/$", "/feed/$1.xml") + "\"></a>");
            }
            page(address, text.toString(), key + " path:" + address);
        }
    }

    @Override
    public synchronized Answer get(String address, @Nullable String tag, Path body) throws IOException {
        if (answers-- <= 0) {
            throw new IOException("no answer");
        }
        asked.add(address);
        meanwhile.run();
        Page page = pages.get(address);
        String to = moved.get(address);
        if (page == null) {
            Files.writeString(body, "nothing");
            String keys = "site path:" + address + " home" + numberedKey(address);
            return new Answer(to == null ? 404 : 301, "text/html", null, to, Long.toString(position), keys, look);
        }
        String own = "\"" + page.text().hashCode() + "\"";
        if (own.equals(tag)) {
            return new Answer(304, null, own, null, Long.toString(position), page.keys(), look);
        }
        Files.writeString(body, page.text());
        return new Answer(200, page.type(), own, null, Long.toString(position), page.keys(), look);
    }

    private static String numberedKey(String address) {
        return address.startsWith("/category/") ? " category:" + address.split("[/.]")[2] : "";
    }
}
