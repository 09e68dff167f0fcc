package org.dibao.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.cli.jekyll.FrontMatter;
import org.dibao.cli.jekyll.JekyllSite;
import org.dibao.cli.jekyll.SiteFile;
import org.dibao.cli.jekyll.Values;
import org.dibao.cli.jekyll.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * A site's {@code _redirects}, as Netlify and others read it, as {@code redirect_from} of the articles to which they lead.
 *
 * @param added   further front matter, by the names of the files
 * @param leftOut a sentence for each line that has no equal here
 */
record Redirects(Map<String, Map<String, @Nullable Object>> added, List<String> leftOut) {
    private static final int MAX_SIZE = 1024 * 1024;

    static final Redirects NONE = new Redirects(Map.of(), List.of());

    static Redirects of(JekyllSite site, SiteTrial trial) throws IOException {
        Path file = site.root().resolve(JekyllSite.REDIRECTS);
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_SIZE || Files.isSymbolicLink(file)) {
            return NONE;
        }
        Map<String, String> names = new HashMap<>();
        trial.results().values().forEach(result -> {
            if (result.path() != null) {
                names.put(plain(result.path()), result.name());
            }
        });
        Map<String, List<String>> from = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        for (String line :
                Files.readString(file, StandardCharsets.UTF_8).lines().toList()) {
            String[] parts = line.replaceFirst("(?:^|\\s)#.*", "").strip().split("\\s+");
            if (parts.length < 2) {
                continue;
            }
            String name = names.get(plain(parts[1]));
            boolean one = parts[0].startsWith("/") && !parts[0].contains("*") && !parts[0].contains("/:");
            boolean moved = parts.length == 2 || parts[2].matches("30[1278]!?");
            if (one && moved && name != null) {
                from.computeIfAbsent(name, _ -> new ArrayList<>()).add(parts[0]);
            } else {
                leftOut.add(line.strip() + ": "
                        + (!one ? "a pattern" : !moved ? "no redirect" : "leads to no article of the site"));
            }
        }
        Map<String, Map<String, @Nullable Object>> added = new HashMap<>();
        for (SiteFile article : site.files()) {
            List<String> more = from.get(article.name());
            if (more != null) {
                List<String> all = new ArrayList<>(own(article));
                all.addAll(more);
                added.put(article.name(), Map.of("redirect_from", all));
            }
        }
        return new Redirects(added, List.copyOf(leftOut));
    }

    private static List<String> own(SiteFile article) throws IOException {
        try {
            return FrontMatter.of(Files.readString(article.file()))
                    .map(front -> Values.texts(front.fields()
                            .getOrDefault("redirect_from", article.added().get("redirect_from"))))
                    .orElse(List.of());
        } catch (Yaml.Fault e) {
            return List.of();
        }
    }

    /** Whichever of its spellings an address has. */
    private static String plain(String address) {
        String path = address.replaceFirst("[?#].*", "").replaceFirst("(?:/index)?\\.html$", "");
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
