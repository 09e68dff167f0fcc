package org.dibao.acceptance.untrusted;

import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dibao.render.feed.FeedFormat;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks through what goes out for addresses of a scheme that is not allowed, as a browser reads them, and as a careless feed
 * reader might that takes away what is not seen, or decodes once more than it should. Shares nothing with the code that it
 * tests.
 */
final class RefusedAddresses {
    private static final Set<String> ALLOWED = Set.of("http", "https", "mailto", "tel");
    private static final List<String> FOREIGN = List.of("javascript:", "vbscript:", "data:", "file:");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{C}\\p{Z}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFE00-\\uFE0F\\uFFA0]+");
    private static final Set<String> TEXTS = Set.of(
            "alt", "aria-label", "class", "id", "type", "rel", "name", "property", "title", "data-show", "placeholder");
    private static final Set<String> WORDS =
            Set.of("@id", "id", "name", "title", "headline", "description", "summary", "content_text");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<String> found = new ArrayList<>();

    static List<String> inPage(String html) {
        RefusedAddresses refused = new RefusedAddresses();
        refused.html(html);
        return refused.found;
    }

    static List<String> inFeed(FeedFormat format, String feed) {
        RefusedAddresses refused = new RefusedAddresses();
        if (format == FeedFormat.JSON) {
            refused.json(JSON.readTree(feed));
        } else {
            refused.xml(document(feed));
        }
        return refused.found;
    }

    static List<String> inJson(String json) {
        RefusedAddresses refused = new RefusedAddresses();
        refused.json(JSON.readTree(json));
        return refused.found;
    }

    private void html(String html) {
        for (Element element : Jsoup.parse(html).getAllElements()) {
            if (element.normalName().equals("script")) {
                if (element.attr("type").equals("application/ld+json")) {
                    json(JSON.readTree(element.data()));
                }
                continue;
            }
            for (Attribute attribute : element.attributes()) {
                String value = attribute.getValue();
                if (attribute.getKey().startsWith("on") || attribute.getKey().equals("srcdoc")) {
                    found.add(attribute.toString());
                } else if (attribute.getKey().equals("srcset")) {
                    for (String candidate : value.split("[,\\s]+")) {
                        address(candidate, attribute.toString());
                    }
                    address(value, attribute.toString());
                } else if (!TEXTS.contains(attribute.getKey())
                        && !element.attr("name").equals("robots")) {
                    address(value, attribute.toString());
                }
            }
        }
    }

    private void xml(Node node) {
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
            String name = attributes.item(i).getNodeName();
            if (!name.startsWith("xml") && !name.equals("type") && !name.equals("rel")) {
                address(attributes.item(i).getNodeValue(), name + " of " + node.getNodeName());
            }
        }
        String text = node.getTextContent();
        switch (node.getNodeName()) {
            case "link", "uri", "url", "docs" -> address(text, node.getNodeName());
            case "content", "summary", "description", "content:encoded" -> html(text);
            default -> {
                /* no address */
            }
        }
        NodeList children = node.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            xml(children.item(i));
        }
    }

    private void json(JsonNode node) {
        node.properties().forEach(member -> {
            if (member.getKey().equals("content_html") || member.getKey().equals("html")) {
                html(member.getValue().asString());
            } else if (member.getValue().isString() && !WORDS.contains(member.getKey())) {
                address(member.getValue().asString(), member.getKey());
            }
            json(member.getValue());
        });
        if (node.isArray()) {
            node.forEach(item -> {
                if (item.isString()) {
                    address(item.asString(), "in a list");
                }
                json(item);
            });
        }
    }

    private void address(String value, String where) {
        boolean colon = value.indexOf(':') >= 0 || value.indexOf('&') >= 0 || value.indexOf('%') >= 0;
        if (colon && (isRefusedByABrowser(value) || isRefusedByACarelessReader(value))) {
            found.add(where + ": " + shown(value));
        }
    }

    /** WHATWG URL: controls and spaces at the ends go, tabs and line breaks go everywhere. */
    private static boolean isRefusedByABrowser(String value) {
        Matcher scheme = SCHEME.matcher(
                value.replaceAll("^[\\x00-\\x20]+|[\\x00-\\x20]+$", "").replaceAll("[\\t\\n\\r]", ""));
        return scheme.matches() && !ALLOWED.contains(scheme.group(1).toLowerCase(Locale.ROOT));
    }

    private static boolean isRefusedByACarelessReader(String value) {
        String unescaped = value.indexOf('&') < 0 ? value : Parser.unescapeEntities(value, true);
        for (String read : new HashSet<>(List.of(value, unescaped, decoded(value), decoded(unescaped)))) {
            String bare = UNSEEN.matcher(read).replaceAll("").toLowerCase(Locale.ROOT);
            if (FOREIGN.stream().anyMatch(bare::startsWith)) {
                return true;
            }
        }
        return false;
    }

    private static String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static Document document(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) {
            throw new AssertionError(xml, e);
        }
    }

    private static String shown(String value) {
        StringBuilder out = new StringBuilder();
        value.codePoints()
                .forEach(c -> out.append(c > ' ' && c < 0x7F ? Character.toString(c) : String.format("{U+%04X}", c)));
        return out.toString();
    }
}
