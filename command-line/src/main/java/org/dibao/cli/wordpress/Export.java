package org.dibao.cli.wordpress;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dibao.cli.site.Yaml;

/** What is in an export: the site, its authors and its items. Nothing outside of the file is read, and no entity is defined by it. */
final class Export {
    private static final long MAX_SIZE = 512L * 1024 * 1024;
    private static final int MAX_ITEMS = 200_000;

    final Map<String, String> site = new LinkedHashMap<>();
    /** Names to show, by the names to log in. */
    final Map<String, String> authors = new LinkedHashMap<>();
    /** Slugs of categories with those above them; a slug without one is its own. */
    final Map<String, Category> categories = new LinkedHashMap<>();

    final List<Item> items = new ArrayList<>();

    record Category(String name, String parent) {}

    /** @param domain {@code category} or {@code post_tag} */
    record Term(String domain, String slug, String name) {}

    /**
     * A post, a page, a file or something of a plugin.
     *
     * @param fields by the names of their elements, without namespaces' prefixes but for the two encoded texts
     * @param meta   fields of plugins
     */
    record Item(Map<String, String> fields, List<Term> terms, Map<String, String> meta, int comments) {
        String text(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    /** @throws Yaml.Fault if it is no XML, or too large */
    static Export read(List<Path> files) throws IOException, Yaml.Fault {
        Export export = new Export();
        for (Path file : files) {
            if (Files.size(file) > MAX_SIZE) {
                throw new Yaml.Fault(
                        file.getFileName() + " has more than " + (MAX_SIZE >> 20) + " MiB: export it in parts");
            }
            try (InputStream in = Files.newInputStream(file)) {
                export.channel(factory().createXMLStreamReader(in));
            } catch (XMLStreamException e) {
                throw new Yaml.Fault(file.getFileName() + " is not whole XML: "
                        + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
            }
        }
        return export;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private void channel(XMLStreamReader in) throws XMLStreamException, Yaml.Fault {
        while (in.hasNext()) {
            if (in.next() == XMLStreamConstants.START_ELEMENT) {
                switch (in.getLocalName()) {
                    case "rss", "channel" -> {}
                    case "item" -> {
                        items.add(item(in));
                        if (items.size() > MAX_ITEMS) {
                            throw new Yaml.Fault("it has more than " + MAX_ITEMS + " items: export it in parts");
                        }
                    }
                    case "author" -> {
                        Map<String, String> author = children(in);
                        String login = author.getOrDefault("author_login", "");
                        String name = author.getOrDefault("author_display_name", "");
                        authors.put(login, name.isBlank() ? login : name);
                    }
                    case "category" -> {
                        Map<String, String> category = children(in);
                        categories.put(
                                category.getOrDefault("category_nicename", ""),
                                new Category(
                                        category.getOrDefault("cat_name", ""),
                                        category.getOrDefault("category_parent", "")));
                    }
                    default -> site.putIfAbsent(in.getLocalName(), text(in));
                }
            }
        }
    }

    private static Item item(XMLStreamReader in) throws XMLStreamException {
        Map<String, String> fields = new LinkedHashMap<>();
        List<Term> terms = new ArrayList<>();
        Map<String, String> meta = new LinkedHashMap<>();
        int comments = 0;
        while (in.next() != XMLStreamConstants.END_ELEMENT || !in.getLocalName().equals("item")) {
            if (in.getEventType() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String name = in.getLocalName();
            switch (name) {
                case "category" -> {
                    String domain = String.valueOf(in.getAttributeValue(null, "domain"));
                    String slug = String.valueOf(in.getAttributeValue(null, "nicename"));
                    terms.add(new Term(domain, slug, text(in)));
                }
                case "postmeta" -> {
                    Map<String, String> entry = children(in);
                    meta.put(entry.getOrDefault("meta_key", ""), entry.getOrDefault("meta_value", ""));
                }
                case "comment" -> {
                    children(in);
                    comments++;
                }
                default -> {
                    boolean excerpt = name.equals("encoded") && "excerpt".equals(in.getPrefix());
                    fields.put(excerpt ? "excerpt" : name, text(in));
                }
            }
        }
        return new Item(fields, terms, meta, comments);
    }

    /** The texts of an element's children. */
    private static Map<String, String> children(XMLStreamReader in) throws XMLStreamException {
        Map<String, String> children = new LinkedHashMap<>();
        while (in.next() != XMLStreamConstants.END_ELEMENT) {
            if (in.getEventType() == XMLStreamConstants.START_ELEMENT) {
                children.put(in.getLocalName(), text(in));
            }
        }
        return children;
    }

    /** The text of an element and of those within. */
    private static String text(XMLStreamReader in) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(in.getText());
            }
        }
        return text.toString();
    }
}
