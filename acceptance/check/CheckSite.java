import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/**
 * Crawls a running site like a search engine, following its links, sitemaps and feeds, and stores some pages of each
 * kind in a folder for the checkers that {@code check-site} runs afterwards. Itself detects what checkers of single
 * pages cannot: broken links, pages that are too large, requests to other hosts, XML and JSON that cannot be parsed.
 *
 * <pre>java CheckSite.java URL FOLDER [pages of each kind, 40]</pre>
 *
 * Exit status 1: something is wrong; each finding is one line.
 */
final class CheckSite {
    private static final int HTML_BYTES = 40 * 1024;
    private static final int ASSET_BYTES = 25 * 1024;
    private static final Pattern LINK = Pattern.compile("<(a|link|script|img|form|source)\\b[^>]*?\\b(?:href|src|action)=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOC = Pattern.compile("<loc>([^<]*)</loc>");
    private static final Pattern BODY_START = Pattern.compile("<article|<main");
    /** Kinds of pages by address; anything else is an article. */
    private static final Map<String, Pattern> KINDS = kinds();

    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final String site;
    private final Path folder;
    private final int most;
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, String> found = new HashMap<>();
    private final Map<String, Integer> queued = new HashMap<>();
    private final Map<String, Integer> kept = new TreeMap<>();
    private final StringBuilder pages = new StringBuilder();
    private final Set<String> foreign = new LinkedHashSet<>();
    private final List<String> findings = new ArrayList<>();
    private long assetBytes;

    private CheckSite(String site, Path folder, int most) {
        this.site = site.replaceFirst("/+$", "");
        this.folder = folder;
        this.most = most;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("Give the address of a running site and a folder for its pages.");
            System.exit(2);
        }
        CheckSite check = new CheckSite(arguments[0], Path.of(arguments[1]),
                arguments.length > 2 ? Integer.parseInt(arguments[2]) : 40);
        check.run();
        System.exit(check.findings.isEmpty() ? 0 : 1);
    }

    private void run() throws Exception {
        Files.createDirectories(folder);
        for (String start : List.of("/", "/sitemap.xml", "/news-sitemap.xml", "/feed.xml", "/rss.xml", "/feed.json", "/robots.txt",
                "/categories.html", "/tags.html", "/search?q=a", "/no-such-page.html")) {
            add(start, "the start");
        }
        int asked = 0;
        while (!open.isEmpty()) {
            String path = open.poll();
            visit(path);
            if (++asked % 200 == 0) {
                System.err.printf("%d addresses checked, %d still to be checked%n", asked, open.size());
            }
        }
        check(assetBytes <= ASSET_BYTES, "stylesheet and script are " + assetBytes + " bytes compressed, more than " + ASSET_BYTES);
        Files.writeString(folder.resolve("pages.tsv"), pages);
        kept.forEach((kind, number) -> System.out.printf("%-12s %d%n", kind, number));
        System.out.println("stylesheet and script together, compressed: " + assetBytes + " bytes");
        findings.forEach(finding -> System.out.println("FINDING " + finding));
        System.out.println(findings.isEmpty() ? "the crawl found nothing wrong" : findings.size() + " findings");
    }

    private void add(String path, String from) {
        if (found.putIfAbsent(path, from) != null) {
            return;
        }
        String kind = kind(path);
        // Of each kind enough; assets and machine-readable files always.
        if (kind.equals("machine") || queued.merge(kind, 1, Integer::sum) <= most) {
            open.add(path);
        }
    }

    private void visit(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(URI.create(site + path)).build(), BodyHandlers.ofByteArray());
        int status = answer.statusCode();
        String from = found.get(path);
        if (status / 100 == 3) {
            String to = answer.headers().firstValue("Location").orElse("");
            check(!to.isEmpty(), path + " answers " + status + " without a Location");
            local(to).ifPresent(next -> add(next, path));
            return;
        }
        boolean missing = path.equals("/no-such-page.html");
        // An article's body may contain broken links; the site's own links may not.
        if (status != 200 && !missing) {
            check(from.startsWith("the text of "), path + " answers " + status + ", linked from " + from);
            return;
        }
        check(!missing || status == 404, path + " answers " + status + " instead of 404");
        String type = answer.headers().firstValue("Content-Type").orElse("");
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (type.startsWith("text/html")) {
            html(path, missing ? "missing" : kind(path), text, answer.body().length);
        } else if (type.contains("xml") && !type.contains("svg")) {
            xml(path, text);
        } else if (path.startsWith("/assets/") && path.matches(".*\\.(css|js)")) {
            assetBytes += gzipped(answer.body());
            check(!text.contains("http://") && !text.matches("(?s).*@import.*"), path + " names another host");
        }
    }

    private void html(String path, String kind, String text, int bytes) throws IOException {
        int number = kept.merge(kind, 1, Integer::sum);
        Files.writeString(folder.resolve(kind + "-" + number + ".html"), text);
        pages.append(kind).append('\t').append(path).append('\n');
        check(!(kind.equals("front") || kind.equals("category")) || bytes <= HTML_BYTES,
                path + " has " + bytes + " bytes of HTML, more than " + HTML_BYTES);
        Matcher start = BODY_START.matcher(text);
        int bodyAt = start.find() ? start.start() : 0;
        Matcher links = LINK.matcher(text);
        while (links.find()) {
            String element = links.group(1).toLowerCase();
            String target = links.group(2).replace("&amp;", "&");
            boolean inText = kind.equals("article") && links.start() > bodyAt;
            String from = inText ? "the text of " + path : path;
            local(target).ifPresentOrElse(next -> {
                if (!element.equals("form") && !element.equals("img")) { // pictures are the articles' own, in listings too
                    add(next, from);
                }
            }, () -> {
                if (!inText && (element.equals("script")
                        || links.group().contains("stylesheet") || links.group().contains("preload"))) {
                    check(!foreign.add(target), path + " loads " + target);
                }
            });
        }
    }

    private void xml(String path, String text) {
        kept.merge("xml", 1, Integer::sum);
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
            String root = document.getDocumentElement().getLocalName();
            check(Set.of("feed", "rss", "sitemapindex", "urlset", "OpenSearchDescription").contains(root), path + " is XML of an unknown kind: " + root);
            Files.writeString(folder.resolve(root + "-" + kept.get("xml") + ".xml"), text);
        } catch (Exception e) {
            findings.add(path + " is not XML: " + e.getMessage());
        }
        Matcher locations = LOC.matcher(text);
        while (locations.find()) {
            local(locations.group(1).replace("&amp;", "&")).ifPresent(next -> add(next, path));
        }
    }

    /** The path and query of an address on this site; the base address in the settings counts as this site. */
    private java.util.Optional<String> local(String target) {
        String address = target.replaceFirst("#.*$", "");
        if (address.isEmpty() || address.matches("(?i)(mailto|data|tel|javascript):.*")) {
            return java.util.Optional.empty();
        }
        for (String base : List.of(site, "http://localhost:8080")) {
            if (address.startsWith(base + "/") || address.equals(base)) {
                address = address.substring(base.length());
                return java.util.Optional.of(address.isEmpty() ? "/" : address);
            }
        }
        return address.startsWith("/") && !address.startsWith("//") ? java.util.Optional.of(address) : java.util.Optional.empty();
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            findings.add(otherwise);
        }
    }

    private static String kind(String path) {
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().matcher(path).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("article");
    }

    private static Map<String, Pattern> kinds() {
        Map<String, Pattern> kinds = new LinkedHashMap<>();
        kinds.put("front", Pattern.compile("/"));
        kinds.put("edition", Pattern.compile("/[a-z]{2,3}(-[a-z]{4})?/(page/[0-9]+\\.html)?"));
        kinds.put("machine", Pattern.compile("/(assets|feed)/.*|/[^/]*\\.(xml|json|txt|ico)"));
        kinds.put("search", Pattern.compile("/search.*"));
        kinds.put("index", Pattern.compile("/(categories|tags|authors|archive)\\.html"));
        kinds.put("category", Pattern.compile("/category/.*"));
        kinds.put("tag", Pattern.compile("/tag/.*"));
        kinds.put("author", Pattern.compile("/author/.*"));
        kinds.put("archive", Pattern.compile("/[0-9]{4}/([0-9]{2}/)?(page/[0-9]+\\.html)?"));
        kinds.put("all", Pattern.compile("/page/[0-9]+\\.html"));
        return kinds;
    }

    private static int gzipped(byte[] content) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.GZIPOutputStream(bytes)) {
            zip.write(content);
        }
        return bytes.size();
    }
}
