package org.dibao.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.SiteSettings;
import tools.jackson.databind.JsonNode;

/** Which links within a site lead nowhere: those that did before, and those that would by the move. */
final class LinkCheck {
    private static final int AT_ONCE = 8;

    private final ReadSite site;
    private final SiteTrial trial;
    private final SitePaths paths;
    private final JsonNode menu;
    private final Set<String> before = new HashSet<>();
    private final Set<String> after = new HashSet<>();

    /**
     * @param before links that led nowhere in the site, and lead nowhere here: where to, and from where
     * @param added  links that led somewhere and lead nowhere here
     * @param links  how many there are in all
     */
    record Found(Map<String, Set<String>> before, Map<String, Set<String>> added, int links) {
        static int count(Map<String, Set<String>> broken) {
            return broken.values().stream().mapToInt(Set::size).sum();
        }
    }

    LinkCheck(ReadSite site, SiteTrial trial, Redirects redirects, SiteSettings settings) {
        this.site = site;
        this.trial = trial;
        this.menu = settings.patch().path("menu");
        List<String> addresses =
                new ArrayList<>(List.of(settings.patch().path("baseUrl").asString("")));
        settings.patch().path("formerHosts").forEach(host -> addresses.add(host.asString("")));
        this.paths = new SitePaths(addresses);
        trial.results().values().forEach(result -> {
            if (result.path() != null) {
                after.add(result.path());
            }
            if (result.id() != null) {
                after.add("/articles/" + result.id());
            }
        });
        site.files().forEach(file -> {
            if (file.address() != null) {
                Set<String> there = file.kind() == Kind.LEFT_OUT ? before : after;
                there.add(SitePaths.decoded(file.address()));
                there.add(site.base() + SitePaths.decoded(file.address()));
            }
        });
        redirects.all().forEach(from -> after.add(SitePaths.decoded(from.startsWith("/") ? from : "/" + from)));
        // Listings, feeds, styles: templates made them, and Dibao makes them.
        after.addAll(List.of(
                "/",
                "/index.html",
                "/feed.xml",
                "/sitemap.xml",
                "/robots.txt",
                "/404.html",
                "/archive.html",
                "/categories.html",
                "/tags.html",
                "/authors.html"));
        before.addAll(after);
        before.addAll(after.stream().map(site.base()::concat).toList());
        site.of(Kind.LEFT_OUT)
                .filter(file -> !file.name().startsWith("_") && !file.name().startsWith("."))
                .forEach(file -> madeBefore(file.name()));
    }

    private void madeBefore(String name) {
        before.add("/" + name);
        before.add("/" + name.replaceFirst("\\.(?:scss|sass)$", ".css").replaceFirst("\\.(?:md|markdown)$", ".html"));
        before.add("/" + name.replaceFirst("index\\.[a-z]+$", ""));
    }

    /** Before anything has come: by what would come. */
    Found expected() {
        return found(this::isExpected);
    }

    private boolean isExpected(String path) {
        return SitePaths.spellings(path).stream().anyMatch(after::contains);
    }

    /** Afterwards: as the server answers. */
    Found asked(Api api) {
        Map<String, Boolean> answers = new HashMap<>();
        Set<String> all = new HashSet<>();
        each((_, path) -> all.add(path));
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            Map<String, Future<Boolean>> asked = new LinkedHashMap<>();
            all.forEach(path -> asked.put(path, pool.submit(() -> isThere(api, path))));
            for (Map.Entry<String, Future<Boolean>> one : asked.entrySet()) {
                answers.put(one.getKey(), one.getValue().get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CommandFailed failed ? failed : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(Exit.UNREACHABLE, "Interrupted.");
        }
        return found(path -> answers.getOrDefault(path, false));
    }

    private static boolean isThere(Api api, String path) {
        int status = api.status(path);
        return status > 0 && status < 400 || status == 429 || status >= 500;
    }

    private interface Link {
        void at(String name, String path);
    }

    private Found found(Predicate<String> after) {
        Map<String, Set<String>> broken = new TreeMap<>();
        Map<String, Set<String>> added = new TreeMap<>();
        int[] links = {0};
        Map<String, Boolean> known = new HashMap<>();
        each((name, path) -> {
            links[0]++;
            if (!known.computeIfAbsent(path, after::test)) {
                (wasThere(path) ? added : broken)
                        .computeIfAbsent(path, _ -> new TreeSet<>())
                        .add(name);
            }
        });
        return new Found(broken, added, links[0]);
    }

    private void each(Link link) {
        for (SiteTrial.Result result : trial.results().values()) {
            Set<String> all = new LinkedHashSet<>();
            for (String address : result.links()) {
                String path = paths.path(result.path() == null ? "/" : result.path(), address);
                if (path != null) {
                    all.add(path);
                }
            }
            all.forEach(path -> link.at(result.name(), path));
        }
        for (JsonNode entry : menu) {
            String path = paths.path("/", entry.path("href").asString(""));
            if (path != null) {
                link.at("the menu", path);
            }
        }
    }

    private boolean wasThere(String path) {
        return SitePaths.spellings(path).stream().anyMatch(before::contains) || isFile(path);
    }

    /** A folder's files that are left out are there before all the same. */
    private boolean isFile(String path) {
        Path file = site.root().resolve(path.substring(1)).normalize();
        return file.startsWith(site.root()) && Files.isRegularFile(file) && !path.startsWith("/_");
    }
}
