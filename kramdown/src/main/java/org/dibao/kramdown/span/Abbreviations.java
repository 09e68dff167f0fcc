package org.dibao.kramdown.span;

import static java.util.Objects.requireNonNull;
import static org.dibao.kramdown.scan.Characters.isWord;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dibao.kramdown.block.Definitions;
import org.dibao.kramdown.tree.Content;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;
import org.jspecify.annotations.Nullable;

/** Marks every word that the document defines. */
final class Abbreviations {
    /** About as many characters of HTML are written around a word. */
    private static final int MARKUP = 20;

    private final Definitions definitions;
    private final Map<Character, List<String>> byFirst = new HashMap<>();
    /** One element serves for all places of a word. */
    private final Map<String, Element> elements = new HashMap<>();

    Abbreviations(Definitions definitions) {
        this.definitions = definitions;
        definitions.abbreviations().keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .forEach(word -> byFirst.computeIfAbsent(word.charAt(0), first -> new ArrayList<>())
                        .add(word));
    }

    void replace(Element element) {
        if (byFirst.isEmpty() || element.childCount() == 0) {
            return;
        }
        Element replaced = new Element(element.kind());
        for (Element child : element.children()) {
            if (child.is(Kind.TEXT) && element.content() != Content.RAW) {
                split(child, replaced);
            } else {
                replace(child);
                replaced.add(child);
            }
        }
        element.takeChildren(replaced);
    }

    private void split(Element text, Element into) {
        String value = text.value();
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            String word = i == done || !isWord(value.charAt(i - 1)) ? wordAt(value, i) : null;
            Element abbreviation = word == null ? null : abbreviation(word);
            if (word != null && abbreviation != null) {
                if (i > done) {
                    into.add(new Element(Kind.TEXT, value, done, i));
                }
                into.add(abbreviation);
                i += word.length() - 1;
                done = i + 1;
            }
        }
        if (done == 0) {
            into.add(text);
        } else if (done < value.length()) {
            into.add(new Element(Kind.TEXT, value, done, value.length()));
        }
    }

    private @Nullable String wordAt(String text, int index) {
        for (String word : byFirst.getOrDefault(text.charAt(index), List.of())) {
            int end = index + word.length();
            boolean ends = end >= text.length() || !isWord(text.charAt(end));
            if (ends && text.startsWith(word, index)) {
                return word;
            }
        }
        return null;
    }

    /** The element for a word, or null once the document must not be made longer by long forms. */
    private @Nullable Element abbreviation(String word) {
        Definitions.Abbreviation definition =
                requireNonNull(definitions.abbreviations().get(word));
        return definitions.effort().copies(MARKUP + definition.title().length())
                ? elements.computeIfAbsent(word, key -> element(key, definition))
                : null;
    }

    private Element element(String word, Definitions.Abbreviation definition) {
        Element abbreviation = new Element(Kind.ABBREVIATION);
        abbreviation.add(new Element(Kind.TEXT, word));
        definitions.apply(definition.place().attributeList(), abbreviation);
        if (!definition.title().isEmpty()) {
            abbreviation.attribute("title", definition.title());
        }
        return abbreviation;
    }
}
