package org.dibao.ingest.differential;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** What a reader finds in an article's HTML, by kind and in order; what runs or is no part of the text is left out. */
final class Facets {
    private static final String RUNS =
            "script, style, noscript, template, select, button, textarea, svg, math, object, embed,"
                    + " canvas, title, link, meta, head, iframe, a.embed";

    private Facets() {}

    static Map<String, List<String>> of(String html) {
        Element body = Jsoup.parseBodyFragment(html).body();
        body.select(RUNS).remove();
        body.select("input[type=checkbox]")
                .forEach(box -> box.replaceWith(new TextNode(box.hasAttr("checked") ? "☑\u00a0" : "☐\u00a0")));
        Map<String, List<String>> facets = new LinkedHashMap<>();
        facets.put("text", List.of(body.text().replaceAll("[\\s\u00a0]+", " ").strip()));
        facets.put(
                "links",
                body.select("a[href]").eachAttr("href").stream()
                        .map(Facets::address)
                        .filter(address -> !address.isEmpty() && !address.matches("(?i)javascript:.*"))
                        .toList());
        facets.put("images", body.select("img").stream().map(Facets::image).toList());
        facets.put(
                "ids",
                body.select("[id]").eachAttr("id").stream()
                        .filter(id -> !id.isBlank())
                        .toList());
        facets.put("footnotes", body.select("div.footnotes li").eachText());
        facets.put("tables", body.select("th, td").eachText());
        facets.put(
                "code",
                body.select("pre, code").stream().map(Element::wholeText).toList());
        facets.put(
                "code classes",
                body.select("pre, code").eachAttr("class").stream()
                        .filter(name -> !name.isEmpty())
                        .toList());
        facets.put(
                "blocks",
                body.select("p, li, blockquote, h1, h2, h3, h4, h5, h6, dt, dd, hr, br").stream()
                        .map(Element::normalName)
                        .toList());
        return facets;
    }

    private static String image(Element image) {
        for (String name : List.of("data-src", "data-original", "src")) {
            if (!image.attr(name).isEmpty()) {
                return address(image.attr(name)) + " " + image.attr("alt");
            }
        }
        return image.attr("alt");
    }

    /** The address as a browser understands it: escapes and the case of the scheme make no difference. */
    private static String address(String written) {
        String plain = written.strip().replaceAll("[\\n\\r\\t]", "");
        String escaped = plain.replace("+", "%2B").replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
        String decoded = URLDecoder.decode(escaped, StandardCharsets.UTF_8).replaceFirst("^\\./", "");
        int colon = decoded.indexOf(':');
        return colon < 0
                ? decoded
                : decoded.substring(0, colon).toLowerCase(java.util.Locale.ROOT) + decoded.substring(colon);
    }
}
