package org.dibao.cli.hugo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.cli.site.Menu;
import org.dibao.cli.site.Values;
import org.jspecify.annotations.Nullable;

/** The menu {@code main} of the site's main language, out of the settings and the front matter of its pages, in Hugo's order. */
final class HugoMenu {
    private static final String MAIN = "main";
    private static final List<String> NAMES = List.of("menus", "menu");

    private final HugoConfig config;
    private final Menu menu = new Menu();
    private final List<Entry> entries = new ArrayList<>();

    /** @param name by which those below it name it, if it has no identifier */
    private record Entry(
            String name,
            @Nullable String title,
            @Nullable String href,
            double weight,
            @Nullable String identifier,
            @Nullable String parent) {
        /** What has no weight comes last; of the same weight, the name decides. */
        static final Comparator<Entry> ORDER = Comparator.comparingDouble(
                        (Entry it) -> it.weight() == 0 ? Double.POSITIVE_INFINITY : it.weight())
                .thenComparing(Entry::name);

        boolean isBelow(Entry other) {
            return parent != null && (parent.equals(other.identifier()) || parent.equals(other.name()));
        }
    }

    private HugoMenu(HugoConfig config) {
        this.config = config;
    }

    static Menu of(HugoConfig config, Collection<HugoArticles.Draft> drafts) {
        HugoMenu read = new HugoMenu(config);
        for (String name : NAMES) {
            read.configured(config.value(name));
            read.configured(config.value("languages", config.language(), name));
        }
        drafts.forEach(read::page);
        return read.ordered();
    }

    private void configured(@Nullable Object menus) {
        Values.map(menus).forEach((name, items) -> {
            if (!name.equals(MAIN)) {
                menu.other(name);
            } else if (items instanceof List<?> list) {
                list.forEach(item -> entry(Values.map(item), null, null));
            }
        });
    }

    /** A page names the menus in which it is, perhaps with what is to stand there. */
    private void page(HugoArticles.Draft draft) {
        Map<String, @Nullable Object> fields = draft.text().fields();
        String language = draft.page().language();
        if (language != null && !language.equals(config.language()) || Values.isTrue(fields.get("draft"))) {
            return;
        }
        String linked = Values.text(fields.get("linkTitle"));
        String title = linked == null ? Values.text(fields.get("title")) : linked;
        for (String name : NAMES) {
            Object given = fields.get(name);
            Map<String, @Nullable Object> menus = new LinkedHashMap<>(Values.map(given));
            Values.texts(given).forEach(one -> menus.put(one, Map.of()));
            menus.forEach((one, item) -> {
                if (one.equals(MAIN)) {
                    entry(Values.map(item), title, draft.address());
                } else {
                    menu.other(one);
                }
            });
        }
    }

    private void entry(Map<String, @Nullable Object> item, @Nullable String title, @Nullable String address) {
        String name = first(item, "name", "title");
        String href = first(item, "url", "pageref", "pageRef");
        String shown = name == null ? title : name;
        entries.add(new Entry(
                shown == null ? "" : shown,
                shown,
                address == null ? href : address,
                item.get("weight") instanceof Number number ? number.doubleValue() : 0,
                first(item, "identifier"),
                first(item, "parent")));
    }

    private static @Nullable String first(Map<String, @Nullable Object> item, String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.ofNullable(Values.text(item.get(name))))
                .findFirst()
                .orElse(null);
    }

    private Menu ordered() {
        List<Entry> left = new ArrayList<>(entries.stream().sorted(Entry.ORDER).toList());
        List<Entry> tops = left.stream()
                .filter(one -> entries.stream().noneMatch(one::isBelow))
                .toList();
        tops.forEach(one -> add(one, left));
        List.copyOf(left).forEach(one -> add(one, left)); // those that are below one another
        return menu;
    }

    private void add(Entry entry, List<Entry> left) {
        if (!left.remove(entry)) {
            return;
        }
        menu.add(entry.title(), entry.href());
        for (Entry below : List.copyOf(left)) {
            if (below.isBelow(entry)) {
                menu.isOfLevels();
                add(below, left);
            }
        }
    }
}
