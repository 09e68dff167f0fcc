package org.dibao.kramdown.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** HTML as a reader sees it: elements, attributes and text, without what white space a browser leaves out. */
public final class Normal {
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private Normal() {}

    public static List<String> of(String html) {
        Normal normal = new Normal();
        Element body = Jsoup.parse(html).body();
        body.childNodes().forEach(node -> normal.add(node, false));
        normal.endText();
        return normal.lines;
    }

    private void add(Node node, boolean preformatted) {
        switch (node) {
            case TextNode words -> addText(words.getWholeText(), preformatted);
            case DataNode data -> addText(data.getWholeData(), true);
            case Element element -> {
                boolean inline = !element.isBlock() && !element.normalName().equals("br");
                if (!inline) {
                    endText();
                }
                open(element);
                boolean pre = preformatted || element.normalName().equals("pre");
                element.childNodes().forEach(child -> add(child, pre));
                if (!inline) {
                    endText();
                    lines.add("</" + element.normalName() + ">");
                } else {
                    text.append('\u0001')
                            .append('/')
                            .append(element.normalName())
                            .append('\u0001');
                }
            }
            default -> {}
        }
    }

    private void open(Element element) {
        TreeMap<String, String> attributes = new TreeMap<>();
        element.attributes().forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue()));
        if (element.isBlock() || element.normalName().equals("br")) {
            lines.add("<" + element.normalName() + " " + attributes + ">");
        } else {
            text.append('\u0001')
                    .append(element.normalName())
                    .append(attributes)
                    .append('\u0001');
        }
    }

    private void addText(String words, boolean preformatted) {
        text.append(preformatted ? words.replace(' ', '\u0002').replace('\n', '\u0003') : words);
    }

    private void endText() {
        String words = text.toString().replaceAll("[ \t\r\n\f]+", " ").strip();
        if (!words.isEmpty()) {
            lines.add(words.replace('\u0001', '~').replace('\u0002', ' ').replace("\u0003", "\\n"));
        }
        text.setLength(0);
    }
}
