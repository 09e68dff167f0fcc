package org.dibao.cli.jekyll;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dibao.cli.site.Menu;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.SiteSettings;
import org.dibao.cli.site.Values;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A site's settings as its {@code _config.yml} and the files at its root have them. */
final class JekyllSettings {
    private static final int MAX_PAGES_IN_MENU = 12;
    private static final int MAX_FILES = 20;
    /** Posts that are looked at for their language. */
    private static final int SAMPLE = 20;

    private final JekyllSite site;
    private final JekyllConfig config;
    private final ObjectNode patch = JsonNodeFactory.instance.objectNode();
    private final List<String> notes = new ArrayList<>();

    JekyllSettings(JekyllSite site) {
        this.site = site;
        this.config = site.config();
    }

    SiteSettings read(Clock clock) throws IOException {
        put("title", first("title", "name"));
        put("description", line(config.text("description")));
        put("language", language());
        address();
        String zone = config.text("timezone");
        put("timeZone", zone == null ? "UTC" : zone);
        if (zone == null) {
            notes.add("_config.yml has no timezone: times without an offset are in UTC, as where GitHub builds a site");
        }
        put("permalink", config.postPermalink());
        String paginate = config.text("paginate");
        if (paginate != null && paginate.matches("[1-9][0-9]?|100")) {
            patch.put("pageSize", Integer.parseInt(paginate));
        }
        if (Stream.of("plugins", "gems")
                .anyMatch(name -> Values.texts(config.values().get(name)).contains("jekyll-feed"))) {
            patch.putObject("feed").put("jekyllIdsBefore", LocalDate.now(clock).toString());
        }
        menu();
        files();
        return new SiteSettings(patch, List.copyOf(notes));
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            patch.put(name, value);
        }
    }

    private @Nullable String first(String... names) {
        return Stream.of(names)
                .map(config::text)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String line(@Nullable String text) {
        return text == null ? null : text.replaceAll("\\s+", " ");
    }

    private void address() throws IOException {
        String url = config.text("url");
        Path cname = site.root().resolve("CNAME");
        String host = Files.isRegularFile(cname) && Files.size(cname) < 1000
                ? Files.readString(cname, StandardCharsets.ISO_8859_1).strip()
                : "";
        Optional<URI> given = uri(url).or(() -> host.isEmpty() ? Optional.empty() : uri("https://" + host));
        given.ifPresent(address -> {
            patch.put("baseUrl", address.getScheme() + "://" + address.getRawAuthority());
            if (!host.isEmpty()
                    && !host.equalsIgnoreCase(address.getHost())
                    && uri("https://" + host).isPresent()) {
                patch.putArray("formerHosts").add(host);
            }
        });
        String below = config.text("baseurl");
        if (below != null && !below.equals("/")) {
            notes.add("baseurl is " + below
                    + ": here addresses begin at the root; those below it redirect there, and files are at both");
        }
    }

    private static Optional<URI> uri(@Nullable String text) {
        try {
            URI uri = URI.create(text == null ? "" : text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String language() throws IOException {
        String given = first("lang", "locale", "language");
        if (given != null) {
            return given.replace('_', '-').replaceFirst("\\..*", "");
        }
        String found = isChinese() ? "zh-CN" : "en";
        notes.add("_config.yml has no lang: the texts look like " + found
                + "; if they are in another language, give it with \"dibao site set language=…\"");
        return found;
    }

    private boolean isChinese() throws IOException {
        long han = 0;
        long letters = 0;
        for (SiteFile post : site.files().stream()
                .filter(file -> file.kind().isArticle())
                .limit(SAMPLE)
                .toList()) {
            String text = new String(Files.readAllBytes(post.file()), StandardCharsets.UTF_8);
            han += text.codePoints()
                    .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                    .count();
            letters += text.codePoints().filter(Character::isLetter).count();
        }
        return han * 10 > letters; // code and addresses are in Latin letters
    }

    /** That of the site's theme, if it is written as most themes have it. */
    private void menu() throws IOException {
        Menu menu = new Menu();
        List<SiteFile> pages = site.of(Kind.PAGE).toList();
        for (String name : Values.texts(config.values().get("header_pages"))) {
            pages.stream()
                    .filter(page -> page.name().equals(name))
                    .forEach(page -> menu.add(title(page), page.address()));
        }
        for (String name : List.of("navs", "nav", "navigation", "menu")) {
            if (menu.isEmpty() && config.values().get(name) instanceof List<?> items) {
                items.forEach(item -> menu.add(Values.map(item)));
            }
        }
        if (menu.isEmpty()) {
            NavigationData.read(site.root(), menu, notes);
        }
        long all = pages.size() + site.of(Kind.DOCUMENT).count();
        if (menu.isEmpty() && all > MAX_PAGES_IN_MENU) {
            pages.stream()
                    .filter(page -> page.name().indexOf('/') < 0)
                    .limit(MAX_PAGES_IN_MENU)
                    .forEach(page -> menu.add(title(page), page.address()));
            notes.add("the site has " + all + " pages: the menu shows those at its root; \"dibao site set menu=…\""
                    + " gives it others");
        }
        menu.putInto(patch);
        notes.addAll(menu.notes());
    }

    private @Nullable String title(SiteFile page) {
        return JekyllSite.title(page);
    }

    private void files() throws IOException {
        ObjectNode files = JsonNodeFactory.instance.objectNode();
        for (SiteFile file : site.of(Kind.ROOT_FILE).limit(MAX_FILES).toList()) {
            try {
                files.put(file.name(), Files.readString(file.file()));
            } catch (CharacterCodingException e) {
                notes.add(file.name() + " is not a text in UTF-8, so it is left out");
            }
        }
        if (!files.isEmpty()) {
            patch.set("files", files);
        }
    }
}
