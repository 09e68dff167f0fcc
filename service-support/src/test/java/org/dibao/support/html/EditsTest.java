package org.dibao.support.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;

class EditsTest {
    private static final int ROUNDS = 2000;

    @Test
    void whatIsMadeAtOnceIsWhatChangesMakeOneByOne() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("EditsTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String html = html(random, 3);
            Document atOnce = parsed(html);
            Document oneByOne = parsed(html);
            long choices = random.nextLong();

            Edits edits = new Edits();
            Random first = new Random(choices);
            for (Node node : nodes(atOnce)) {
                switch (first.nextInt(6)) {
                    case 0 -> edits.remove(node);
                    case 1 -> {
                        if (node instanceof Element element) {
                            edits.unwrap(element);
                        }
                    }
                    case 2 -> edits.replace(node, List.of(new Element("hr"), node));
                    case 3 -> edits.replace(node, List.of(new TextNode("new"), new Element("br")));
                    default -> {
                        /* stays */
                    }
                }
            }
            assertThat(atOnce.body().html()).isEqualTo(html);
            edits.make();

            Random second = new Random(choices);
            for (Node node : nodes(oneByOne)) {
                int choice = second.nextInt(6);
                if (node.parent() == null) {
                    continue; // it was taken away with all that was in it
                }
                switch (choice) {
                    case 0 -> node.remove();
                    case 1 -> {
                        if (node instanceof Element element) {
                            element.unwrap();
                        }
                    }
                    case 2 -> node.before(new Element("hr"));
                    case 3 -> {
                        node.before(new TextNode("new"));
                        node.replaceWith(new Element("br"));
                    }
                    default -> {
                        /* stays */
                    }
                }
            }
            assertThat(atOnce.body().html()).as(html).isEqualTo(oneByOne.body().html());
        }
    }

    @Test
    void whatIsPutBeforeAnotherCanBeChangedToo() {
        Document document = parsed("<p>a<b>b</b></p>");
        Element bold = document.expectFirst("b");
        Element moved = new Element("i").text("c");

        Edits edits = new Edits();
        edits.replace(bold, List.of(moved, bold));
        edits.unwrap(moved);
        edits.make();

        assertThat(document.body().html()).isEqualTo("<p>ac<b>b</b></p>");
    }

    @Test
    void theParentToBeIsKnown() {
        Document document = parsed("<div><p>a<b><i>b</i></b></p></div>");
        Element italic = document.expectFirst("i");

        Edits edits = new Edits();
        edits.unwrap(document.expectFirst("b"));
        assertThat(edits.parent(italic)).isEqualTo(document.expectFirst("p"));
        edits.unwrap(document.expectFirst("p"));
        assertThat(edits.parent(italic)).isEqualTo(document.expectFirst("div"));
        edits.remove(document.expectFirst("b"));
        assertThat(edits.parent(italic)).isNull();
    }

    @Test
    void manyChangesTakeLittleTime() {
        Document document = parsed("<i>a</i>".repeat(200_000));
        long start = cpu();
        Edits edits = new Edits();
        document.select("i").forEach(edits::unwrap);
        edits.make();
        assertThat(cpu() - start).as("ms").isLessThan(2000);
        assertThat(document.body().childNodeSize()).isEqualTo(200_000);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }

    private static Document parsed(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        return document;
    }

    private static List<Node> nodes(Document document) {
        List<Node> nodes = new ArrayList<>(document.body().nodeStream().toList());
        nodes.removeFirst();
        return nodes;
    }

    private static String html(Random random, int depth) {
        StringBuilder html = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            html.append(depth == 0 || random.nextBoolean() ? "<br>t" : "<span>" + html(random, depth - 1) + "</span>");
        }
        return html.toString();
    }
}
