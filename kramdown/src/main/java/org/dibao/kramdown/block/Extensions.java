package org.dibao.kramdown.block;

import static org.dibao.kramdown.scan.Characters.isWord;
import static org.dibao.kramdown.scan.Lines.NONE;
import static org.dibao.kramdown.scan.Lines.at;

import org.dibao.kramdown.scan.Attributes;
import org.dibao.kramdown.scan.Extension;
import org.dibao.kramdown.scan.Lines;
import org.dibao.kramdown.tree.AttributeList;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/** What stands between <code>{:</code> and <code>}</code> on lines of its own. */
final class Extensions {
    private Extensions() {}

    static boolean endOfBlock(BlockParser parser) {
        int end = Boundaries.afterEndOfBlock(parser.text, parser.pos);
        if (end == NONE) {
            return false;
        }
        parser.tree().add(parser.newBlock(Kind.END_OF_BLOCK));
        parser.pos = end;
        return true;
    }

    static boolean parse(BlockParser parser) {
        int start = Lines.margin(parser.text, parser.pos);
        if (!parser.text.startsWith("{:", start)) {
            return false;
        }
        return namedList(parser, start) || extension(parser, start) || attributeList(parser, start);
    }

    private static boolean namedList(BlockParser parser, int start) {
        String text = parser.text;
        int nameEnd = Attributes.afterName(text, start + 2);
        if (nameEnd == NONE) {
            return false;
        }
        int colon = text.lastIndexOf(':', nameEnd - 1 + (at(text, nameEnd) == ':' ? 1 : 0));
        if (colon <= start + 2 || !isWord(at(text, start + 2))) {
            return false;
        }
        int brace = Attributes.closingBrace(text, colon + 1);
        int end = brace == NONE ? NONE : Lines.restIsEmpty(text, brace + 1);
        if (end == NONE) {
            return false;
        }
        AttributeList list = parser.definitions
                .attributeLists()
                .computeIfAbsent(text.substring(start + 2, colon), name -> new AttributeList());
        Attributes.read(text.substring(colon + 1, brace), list);
        parser.tree().add(parser.newBlock(Kind.END_OF_BLOCK, "list"));
        parser.pos = end;
        return true;
    }

    private static boolean extension(BlockParser parser, int start) {
        Extension extension = Extension.block(parser.text, start, parser.effort());
        if (extension == null) {
            return false;
        }
        switch (extension.name()) {
            case "comment" -> extension.body().ifPresent(body -> add(parser, Kind.COMMENT, body, extension));
            case "nomarkdown" -> extension.body().ifPresent(body -> add(parser, Kind.RAW, body, extension));
            case "options" -> {
                extension.attributes().attributes().forEach(parser.definitions.settings()::set);
                parser.tree().add(parser.newBlock(Kind.END_OF_BLOCK, "extension"));
            }
            default -> {
                return false;
            }
        }
        parser.pos = extension.end();
        return true;
    }

    private static void add(BlockParser parser, Kind kind, String body, Extension extension) {
        String type = extension.attributes().attributes().getOrDefault("type", "");
        parser.tree().add(new Element(kind, body).block(true).source(type));
    }

    private static boolean attributeList(BlockParser parser, int start) {
        int end = Attributes.afterBlockList(parser.text, start);
        if (end == NONE) {
            return false;
        }
        String content = parser.text.substring(start + 2, Attributes.closingBrace(parser.text, start + 2));
        Element last = parser.tree().lastChild();
        if (last != null && belongsTo(last)) {
            Attributes.read(content, last.ownAttributeList());
            if (Boundaries.afterAttributeList(parser.text, end) == NONE) {
                parser.tree().add(parser.newBlock(Kind.END_OF_BLOCK, "attributes"));
            }
        } else {
            Attributes.read(content, parser.pending());
        }
        parser.pos = end;
        return true;
    }

    private static boolean belongsTo(Element last) {
        return switch (last.kind()) {
            case BLANK -> false;
            case END_OF_BLOCK ->
                switch (last.value()) {
                    case "link", "abbreviation", "footnote" -> true;
                    default -> false;
                };
            default -> true;
        };
    }
}
