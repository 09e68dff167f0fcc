package org.dibao.cli.ghost;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The text of a post that Ghost has exported without its HTML: Lexical's tree or a mobiledoc, with the cards in it. */
final class Cards {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int BOLD = 1;
    private static final int ITALIC = 2;
    private static final int STRUCK = 4;
    private static final int CODE = 16;
    private static final int MAX_DEPTH = 100;

    private final Set<String> unknown = new TreeSet<>();

    /** Cards that are not known. */
    Set<String> unknown() {
        return unknown;
    }

    /** Empty if it has neither. */
    String html(JsonNode post) {
        JsonNode lexical = json(post.path("lexical"));
        if (lexical.has("root")) {
            return children(lexical.path("root"), 0);
        }
        JsonNode mobiledoc = json(post.path("mobiledoc"));
        return mobiledoc.has("sections") ? mobiledoc(mobiledoc) : "";
    }

    private static JsonNode json(JsonNode text) {
        try {
            return MAPPER.readTree(text.asString("{}"));
        } catch (JacksonException e) {
            return MAPPER.createObjectNode();
        }
    }

    private String children(JsonNode node, int depth) {
        return depth > MAX_DEPTH
                ? ""
                : node.path("children")
                        .valueStream()
                        .map(child -> node(child, depth + 1))
                        .collect(Collectors.joining());
    }

    private String node(JsonNode node, int depth) {
        String type = node.path("type").asString("");
        return switch (type) {
            case "paragraph" -> "<p>" + children(node, depth) + "</p>\n";
            case "heading", "extended-heading" -> {
                String tag = node.path("tag").asString("h2").matches("h[1-6]")
                        ? node.path("tag").asString()
                        : "h2";
                yield "<" + tag + ">" + children(node, depth) + "</" + tag + ">\n";
            }
            case "quote", "extended-quote", "aside" -> "<blockquote>" + children(node, depth) + "</blockquote>\n";
            case "list" -> {
                String tag = node.path("listType").asString("").equals("number") ? "ol" : "ul";
                yield "<" + tag + ">" + children(node, depth) + "</" + tag + ">\n";
            }
            case "listitem" -> "<li>" + children(node, depth) + "</li>";
            case "text", "extended-text" ->
                formatted(
                        escaped(node.path("text").asString("")),
                        node.path("format").asInt(0));
            case "linebreak" -> "<br>";
            case "link", "autolink" ->
                "<a href=\"" + escaped(node.path("url").asString("")) + "\">" + children(node, depth) + "</a>";
            default -> card(type, node);
        };
    }

    private static String formatted(String text, int format) {
        String shown = (format & CODE) != 0 ? "<code>" + text + "</code>" : text;
        shown = (format & STRUCK) != 0 ? "<s>" + shown + "</s>" : shown;
        shown = (format & ITALIC) != 0 ? "<em>" + shown + "</em>" : shown;
        return (format & BOLD) != 0 ? "<strong>" + shown + "</strong>" : shown;
    }

    private String card(String type, JsonNode card) {
        String name = type.replaceFirst("^card-", "");
        return switch (name) {
            case "image" -> figure("<img src=\"" + value(card, "src") + "\" alt=\"" + value(card, "alt") + "\">", card);
            case "gallery" ->
                figure(
                        card.path("images")
                                .valueStream()
                                .map(image ->
                                        "<img src=\"" + value(image, "src") + "\" alt=\"" + value(image, "alt") + "\">")
                                .collect(Collectors.joining("\n")),
                        card);
            case "html" -> card.path("html").asString("") + "\n";
            case "markdown" -> {
                unknown.add("markdown");
                yield "<pre>" + value(card, "markdown") + "</pre>\n";
            }
            case "codeblock", "code" ->
                "<pre><code class=\"language-" + value(card, "language") + "\">" + value(card, "code")
                        + "</code></pre>\n";
            case "horizontalrule", "hr" -> "<hr>\n";
            case "bookmark" -> link(card, card.path("metadata").path("title").asString(""));
            case "embed" -> link(card, card.path("metadata").path("title").asString(""));
            case "button" ->
                "<p><a href=\"" + value(card, "buttonUrl") + "\">" + value(card, "buttonText") + "</a></p>\n";
            case "callout" ->
                "<blockquote>" + value(card, "calloutEmoji") + " "
                        + card.path("calloutText").asString("") + "</blockquote>\n";
            case "toggle" ->
                "<details><summary>" + card.path("heading").asString("") + "</summary>"
                        + card.path("content").asString("") + "</details>\n";
            case "video", "audio" -> "<" + name + " controls src=\"" + value(card, "src") + "\"></" + name + ">\n";
            case "file" ->
                "<p><a href=\"" + value(card, "src") + "\">"
                        + value(card, card.has("fileTitle") ? "fileTitle" : "fileName") + "</a></p>\n";
            case "header", "product", "signup" ->
                "<p>" + value(card, "header") + value(card, "productTitle") + "</p>\n";
            case "paywall", "email", "email-cta" -> "";
            default -> {
                unknown.add(name);
                yield "";
            }
        };
    }

    private static String link(JsonNode card, String title) {
        String url = value(card, "url");
        return "<p><a href=\"" + url + "\">" + (title.isEmpty() ? url : escaped(title)) + "</a></p>\n";
    }

    private static String figure(String shown, JsonNode card) {
        String caption = card.path("caption").asString("");
        return "<figure>" + shown + (caption.isEmpty() ? "" : "<figcaption>" + caption + "</figcaption>")
                + "</figure>\n";
    }

    private static String value(JsonNode card, String name) {
        return escaped(card.path(name).asString(""));
    }

    private String mobiledoc(JsonNode document) {
        return document.path("sections")
                .valueStream()
                .map(section -> switch (section.path(0).asInt()) {
                    case 1 -> {
                        String tag = section.path(1).asString("p").matches("p|h[1-6]|blockquote|aside")
                                ? section.path(1).asString()
                                : "p";
                        yield "<" + tag + ">" + markers(section.path(2), document) + "</" + tag + ">\n";
                    }
                    case 2 -> "<figure><img src=\"" + escaped(section.path(1).asString("")) + "\" alt=\"\"></figure>\n";
                    case 3 -> {
                        String tag = section.path(1).asString("ul").equals("ol") ? "ol" : "ul";
                        yield section.path(2)
                                .valueStream()
                                .map(item -> "<li>" + markers(item, document) + "</li>")
                                .collect(Collectors.joining("", "<" + tag + ">", "</" + tag + ">\n"));
                    }
                    case 10 -> {
                        JsonNode card =
                                document.path("cards").path(section.path(1).asInt());
                        yield card(card.path(0).asString(""), card.path(1));
                    }
                    default -> "";
                })
                .collect(Collectors.joining());
    }

    private static String markers(JsonNode markers, JsonNode document) {
        StringBuilder out = new StringBuilder();
        ArrayDeque<String> open = new ArrayDeque<>();
        for (JsonNode marker : markers) {
            for (JsonNode index : marker.path(1)) {
                JsonNode markup = document.path("markups").path(index.asInt());
                String tag = markup.path(0).asString("");
                String shown = tag.matches("a|b|strong|i|em|s|code|u|sup|sub") ? tag : "span";
                out.append('<').append(shown).append(href(markup.path(1))).append('>');
                open.push(shown);
            }
            out.append(marker.path(0).asInt() == 0 ? escaped(marker.path(3).asString("")) : "<br>");
            for (int closed = marker.path(2).asInt(); closed > 0 && !open.isEmpty(); closed--) {
                out.append("</").append(open.pop()).append('>');
            }
        }
        return out.toString();
    }

    private static String href(JsonNode attributes) {
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            if (attributes.path(i).asString("").equals("href")) {
                return " href=\"" + escaped(attributes.path(i + 1).asString("")) + "\"";
            }
        }
        return "";
    }

    private static String escaped(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
