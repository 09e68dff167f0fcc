package org.dibao.render.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.dibao.contract.json.Json;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;

/** Whether feeds and sitemaps are what their specifications say. */
public final class Checks {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String ID = "https://dibao.org/test/";
    private static final Schema JSON_FEED = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry -> registry.schemaIdResolvers(ids -> ids.mapPrefix(ID, "classpath:schema/")))
            .getSchema(SchemaLocation.of(ID + "json-feed-1.1.json"));
    private static final javax.xml.validation.Schema SITEMAPS = sitemaps();

    private Checks() {}

    /** As another feed reader sees it. */
    static SyndFeed rome(byte[] feed) {
        try {
            return new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(feed)));
        } catch (Exception e) {
            throw new AssertionError(new String(feed, java.nio.charset.StandardCharsets.UTF_8), e);
        }
    }

    static JsonNode jsonFeed(byte[] feed) {
        JsonNode tree = Json.read(feed, JsonNode.class);
        assertThat(JSON_FEED.validate(tree)).as("%s", tree).isEmpty();
        return tree;
    }

    public static void sitemap(byte[] xml) {
        try {
            SITEMAPS.newValidator().validate(new StreamSource(new ByteArrayInputStream(xml)));
        } catch (Exception e) {
            throw new AssertionError(new String(xml, java.nio.charset.StandardCharsets.UTF_8), e);
        }
    }

    public static Document xml(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (Exception e) {
            throw new AssertionError(new String(xml, java.nio.charset.StandardCharsets.UTF_8), e);
        }
    }

    /** The rules of RFC 4287, 4.1.1 and 4.1.2, for the elements that we use. */
    static void atom(byte[] feed) {
        Element root = xml(feed).getDocumentElement();
        assertThat(root.getNamespaceURI() + " " + root.getLocalName()).isEqualTo(ATOM + " feed");
        once(root, "id", "title", "updated");
        atMostOnce(root, "subtitle");
        List<Element> entries = children(root, "entry");
        assertThat(children(root, "author").isEmpty())
                .as("an author, unless each entry has one")
                .isFalse();
        assertThat(children(root, "link").stream()
                        .filter(it -> it.getAttribute("rel").equals("self")))
                .hasSize(1);
        common(root);
        Set<String> ids = new HashSet<>();
        for (Element entry : entries) {
            once(entry, "id", "title", "updated");
            atMostOnce(entry, "content", "published", "summary");
            assertThat(ids.add(text(entry, "id"))).as("id once").isTrue();
            assertThat(children(entry, "link").stream()
                            .filter(it -> it.getAttribute("rel").equals("alternate")))
                    .hasSize(1);
            assertThat(children(entry, "content").isEmpty()
                            && children(entry, "summary").isEmpty())
                    .as("no text")
                    .isFalse();
            common(entry);
        }
        for (Element child : all(root)) {
            assertThat(child.getNamespaceURI()).isEqualTo(ATOM);
            assertThat(child.getLocalName())
                    .isIn(
                            "id",
                            "title",
                            "subtitle",
                            "updated",
                            "published",
                            "link",
                            "author",
                            "category",
                            "summary",
                            "content",
                            "entry");
        }
    }

    private static void common(Element element) {
        assertThat(URI.create(text(element, "id")).isAbsolute()).isTrue();
        for (Element date : children(element, "updated", "published")) {
            assertThat(date.getTextContent()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([+-]\\d\\d:\\d\\d|Z)");
        }
        for (Element link : children(element, "link")) {
            assertThat(URI.create(link.getAttribute("href")).isAbsolute()).isTrue();
        }
        for (Element author : children(element, "author")) {
            List<Element> names = new ArrayList<>(children(author, "name"));
            assertThat(names).hasSize(1);
            assertThat(names.getFirst().getTextContent()).isNotBlank();
        }
        children(element, "category")
                .forEach(it -> assertThat(it.getAttribute("term")).isNotEmpty());
        children(element, "content")
                .forEach(it -> assertThat(it.getAttribute("type")).isEqualTo("html"));
    }

    private static void once(Element element, String... names) {
        for (String name : names) {
            assertThat(children(element, name)).as(name).hasSize(1);
            assertThat(text(element, name)).as(name).isNotBlank();
        }
    }

    private static void atMostOnce(Element element, String... names) {
        for (String name : names) {
            assertThat(children(element, name)).as(name).hasSizeLessThan(2);
        }
    }

    static String text(Element element, String name) {
        return Objects.requireNonNull(children(element, name).getFirst().getTextContent());
    }

    static List<Element> children(Element element, String... names) {
        List<Element> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && List.of(names).contains(child.getLocalName())) {
                found.add(child);
            }
        }
        return found;
    }

    private static List<Element> all(Element root) {
        List<Element> found = new ArrayList<>();
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                found.add(child);
                if (child.getLocalName().equals("entry")) {
                    found.addAll(all(child));
                }
            }
        }
        return found;
    }

    private static javax.xml.validation.Schema sitemaps() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new Source[] {source("sitemap"), source("sitemap-news")});
        } catch (org.xml.sax.SAXException e) {
            throw new AssertionError(e);
        }
    }

    private static Source source(String name) {
        URL url = Objects.requireNonNull(Checks.class.getResource("/schema/" + name + ".xsd"));
        return new StreamSource(url.toExternalForm());
    }
}
