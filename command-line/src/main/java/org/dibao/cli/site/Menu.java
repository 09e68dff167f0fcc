package org.dibao.cli.site;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a site's menu becomes: titles and addresses, all on one level. */
public final class Menu {
    /** In the settings. */
    private static final int MOST = 30;

    private final ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    private final List<String> leftOut = new ArrayList<>();
    private final Set<String> others = new TreeSet<>();
    private boolean levels;

    /** Adds an entry, if it leads to an address of the web and there is room for it. */
    public void add(@Nullable String title, @Nullable String href) {
        boolean leads = href != null && (href.startsWith("/") || isWhole(href));
        if (title != null && leads && entries.size() < MOST) {
            entries.addObject().put("title", title).put("href", href);
        } else if (title != null && href != null) {
            leftOut.add(title);
        }
    }

    /** The same under the names that sites give to titles and addresses, with the entries below it. */
    public void add(Map<String, @Nullable Object> entry) {
        String href = first(entry, "url", "href", "link", "path");
        add(first(entry, "title", "label", "name", "text"), href == null ? null : rooted(href));
        for (String name : List.of("children", "sublinks", "subitems", "submenu")) {
            if (entry.get(name) instanceof List<?> below) {
                isOfLevels();
                below.forEach(one -> add(Values.map(one)));
            }
        }
    }

    /** An entry stood below another one. */
    public void isOfLevels() {
        levels = true;
    }

    /** There is another menu, which has no equal here. */
    public void other(String name) {
        others.add(name);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public void putInto(ObjectNode settings) {
        if (!entries.isEmpty()) {
            settings.set("menu", entries);
        }
    }

    /** What has no equal here. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!leftOut.isEmpty()) {
            notes.add("the menu has at most " + MOST + " entries, which lead to addresses of the web; left out: "
                    + String.join(", ", leftOut));
        }
        if (levels) {
            notes.add("the menu has one level: entries that were below others come after them");
        }
        if (!others.isEmpty()) {
            notes.add("there is one menu here; others are left out: " + String.join(", ", others));
        }
        return notes;
    }

    /** Themes add the site's address to what is below it. */
    private static String rooted(String href) {
        String plain = href.replaceAll("\\{\\{[^}]*}}", "").strip();
        return plain.matches("[\\w-][\\w./-]*") ? "/" + plain : plain;
    }

    private static @Nullable String first(Map<String, @Nullable Object> entry, String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.ofNullable(Values.text(entry.get(name))))
                .findFirst()
                .orElse(null);
    }

    private static boolean isWhole(String href) {
        try {
            URI uri = URI.create(href);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
