package org.dibao.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/** Which links within a site lead nowhere: those that did before, and those that would by the move. */
final class LinkCheck {
    private static final int AT_ONCE = 8;

    private final ReadSite site;
    private final SiteTrial trial;
    private final Set<String> before = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();
    private final String base;

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
        this.base = site.base();
        hosts.add(host(settings.patch().path("baseUrl").asString("")));
        settings.patch().path("formerHosts").forEach(host -> hosts.add(host.asString("")));
        hosts.remove("");
        trial.results().values().forEach(result -> {
            if (result.path() != null) {
                before.add(result.path());
            }
            if (result.id() != null) {
                before.add("/articles/" + result.id());
            }
        });
        site.files().stream()
                .map(SiteFile::address)
                .filter(address -> address != null)
                .forEach(address -> before.add(decoded(String.valueOf(address))));
        redirects.added().values().forEach(fields -> {
            if (fields.get("redirect_from") instanceof List<?> all) {
                all.forEach(from -> before.add(decoded(String.valueOf(from))));
            }
        });
        // What templates made: listings, feeds, styles.
        before.addAll(List.of("/", "/index.html", "/feed.xml", "/sitemap.xml", "/robots.txt", "/404.html"));
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
        return spellings(path).stream().anyMatch(spelling -> isExpectedAt(spelling));
    }

    private boolean isExpectedAt(String path) {
        return before.contains(path);
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
        try {
            int status = api.sendOnce(
                            Published.encoded(path),
                            request -> request.method("HEAD", BodyPublishers.noBody()),
                            BodyHandlers.discarding())
                    .statusCode();
            return status < 400 || status == 429 || status >= 500;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private interface Link {
        void at(String name, String path);
    }

    private Found found(java.util.function.Predicate<String> after) {
        Map<String, Set<String>> broken = new TreeMap<>();
        Map<String, Set<String>> added = new TreeMap<>();
        int[] links = {0};
        Map<String, Boolean> known = new HashMap<>();
        each((name, path) -> {
            links[0]++;
            if (!known.computeIfAbsent(path, after::test)) {
                (wasThere(path) ? added : broken)
                        .computeIfAbsent(path, _ -> new java.util.TreeSet<>())
                        .add(name);
            }
        });
        return new Found(broken, added, links[0]);
    }

    private void each(Link link) {
        for (SiteTrial.Result result : trial.results().values()) {
            Set<String> paths = new java.util.LinkedHashSet<>();
            for (String address : result.links()) {
                String path = path(result.path() == null ? "/" : result.path(), address);
                if (path != null) {
                    paths.add(path);
                }
            }
            paths.forEach(path -> link.at(result.name(), path));
        }
    }

    /** Within the site, decoded; null if a link leads elsewhere. */
    private @Nullable String path(String from, String address) {
        try {
            URI uri = URI.create(Published.encoded(from)).resolve(escaped(address));
            boolean here = uri.getRawAuthority() == null || hosts.contains(host(uri.toString()));
            String path = uri.getRawPath();
            if (!here || path == null || path.isEmpty()) {
                return here && path != null && uri.getRawAuthority() != null ? "/" : null;
            }
            String decoded = decoded(path);
            return !base.isEmpty() && decoded.startsWith(base + "/") ? decoded.substring(base.length()) : decoded;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String escaped(String address) {
        StringBuilder out = new StringBuilder();
        address.strip().codePoints().forEach(c -> {
            if (c <= ' ' || "\"<>\\^`{|}[]".indexOf(c) >= 0) {
                out.append("%%%02X".formatted(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private boolean wasThere(String path) {
        return spellings(path).stream().anyMatch(before::contains) || isFile(path);
    }

    /** A folder's files that are left out are there before all the same. */
    private boolean isFile(String path) {
        Path file = site.root().resolve(path.substring(1)).normalize();
        return file.startsWith(site.root()) && Files.isRegularFile(file) && !path.startsWith("/_");
    }

    private static List<String> spellings(String path) {
        List<String> all = new ArrayList<>(List.of(path));
        if (path.endsWith("/")) {
            all.add(path + "index.html");
            all.add(path.substring(0, path.length() - 1));
        } else {
            all.add(path + ".html");
            all.add(path + "/");
            all.add(path.replaceFirst("/index\\.html$", "/"));
        }
        return all;
    }

    private static String host(String address) {
        try {
            String host = URI.create(address).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String decoded(String path) {
        try {
            return java.text.Normalizer.normalize(
                    URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8), java.text.Normalizer.Form.NFC);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
