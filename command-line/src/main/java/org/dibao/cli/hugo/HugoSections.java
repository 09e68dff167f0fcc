package org.dibao.cli.hugo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dibao.cli.site.OwnAddresses;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The lists that Hugo makes of folders. Those of posts lead to the archive, which lists them here; others are pages if their {@code
 * _index.md} has a text.
 */
final class HugoSections {
    private static final String ARCHIVE = "/archive.html";

    private final HugoAddresses addresses;
    private final HugoArticles articles;
    private final Map<String, Section> given = new LinkedHashMap<>();
    private final List<String> unseen = new ArrayList<>();

    /** @param name of its {@code _index.md}; without an extension if there is none */
    record Section(
            Path file,
            String name,
            List<String> folders,
            @Nullable String language,
            HugoText text) {
        boolean hasText() {
            return !text.body().isBlank();
        }

        String title() {
            String words = folders.getLast().replaceAll("[-_]+", " ").strip();
            return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        }
    }

    HugoSections(HugoAddresses addresses, HugoArticles articles) {
        this.addresses = addresses;
        this.articles = articles;
    }

    /** @return what stands for it until all is read */
    SiteFile add(Section section) {
        given.put(section.name(), section);
        return SiteFile.leftOut(section.file(), section.name(), "");
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    /** What becomes of all lists, once all articles are read. */
    List<SiteFile> files(Path content) {
        Map<String, Section> lists = new LinkedHashMap<>();
        Set<String> places = new LinkedHashSet<>();
        given.values().forEach(section -> {
            lists.put(address(section), section);
            places.add(place(section));
        });
        Set<String> ofPosts = new LinkedHashSet<>();
        articles.drafts().stream().filter(draft -> !draft.isPage()).forEach(draft -> {
            List<String> folders = draft.page().folders();
            for (int depth = folders.size(); depth > 0; depth--) {
                Section section =
                        implied(content, folders.subList(0, depth), draft.page().language());
                ofPosts.add(place(section));
                if (depth == 1 && !articles.areExported() && places.add(place(section))) {
                    lists.putIfAbsent(address(section), section);
                }
            }
        });
        Set<String> taken =
                articles.drafts().stream().map(HugoArticles.Draft::address).collect(Collectors.toSet());
        List<SiteFile> files = new ArrayList<>();
        lists.forEach((address, section) -> {
            boolean hasFile = given.containsValue(section);
            if (!taken.contains(address) && (hasFile || !OwnAddresses.isOwn(address))) {
                files.add(file(section, address, ofPosts.contains(place(section))));
            } else if (hasFile) {
                files.add(SiteFile.leftOut(section.file(), section.name(), "a listing: a page is at its address"));
            }
        });
        return files;
    }

    private String address(Section section) {
        return addresses.ofSection(
                section.folders(), section.language(), section.text().fields());
    }

    /** The address that it has unless it names another one. */
    private String place(Section section) {
        return addresses.ofSection(section.folders(), section.language(), Map.of());
    }

    private static Section implied(Path content, List<String> folders, @Nullable String language) {
        String below = String.join("/", folders) + "/";
        String name = HugoArticles.CONTENT + below + "_index" + (language == null ? "" : "." + language);
        return new Section(content.resolve(below), name, folders, language, new HugoText(Map.of(), ""));
    }

    private SiteFile file(Section section, String address, boolean ofPosts) {
        boolean front = section.folders().isEmpty() || OwnAddresses.isOwn(address);
        if (front || !ofPosts && !section.hasText()) {
            return SiteFile.leftOut(section.file(), section.name(), "a listing: Dibao makes its own", address);
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(Map.of("title", section.title()));
        fields.putAll(section.text().fields());
        if (ofPosts) {
            fields.put("redirect_to", ARCHIVE);
            if (section.hasText()) {
                unseen.add(section.name());
            }
        }
        HugoAddresses.Page page = new HugoAddresses.Page(
                section.folders().subList(0, section.folders().size() - 1),
                section.folders().getLast(),
                true,
                section.language(),
                fields);
        articles.add(new HugoArticles.Draft(
                section.name(), page, new HugoText(fields, section.text().body()), address, true));
        return new SiteFile(section.file(), section.name(), Kind.PAGE, "", address, Map.of());
    }

    List<String> notes() {
        return unseen.isEmpty()
                ? List.of()
                : List.of("lists of posts lead to " + ARCHIVE + ", and nobody sees what they say above the posts: "
                        + String.join(", ", unseen));
    }
}
