package org.dibao.render.body;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds an article's source in its last lines: {@code （来源：某报）}, a paragraph with the class {@code em_media}, or a bare
 * address as a whole paragraph. Only the end is examined: anything earlier is part of the text.
 */
final class SourceLines {
    /** How many paragraphs from the end are examined. */
    private static final int LAST = 6;

    private static final int MAX_LINE = 60;
    private static final int MAX_NAME = 40;
    private static final Pattern CHINESE = Pattern.compile(
            "[（(\\[【〔]?\\s*(?:文章|稿件|信息|内容|新闻|本文|消息|原文|转载)?(?:来源|转自|稿源)(?:于)?\\s*[:：]\\s*([^？！。；?!;]{1,40}?)(?:\\s+(?:作者|记者|编辑|责任编辑)\\s*[:：].{1,20}?)?\\s*[)）\\]】〕]?[。.]?");
    private static final Pattern ENGLISH = Pattern.compile("[(\\[]?\\s*Source:\\s*(.{1,40}?)\\s*[)\\]]?\\.?");
    private static final Pattern EDITOR =
            Pattern.compile("[（(\\[【]?\\s*(?:责任编辑|责编|编辑|作者|记者|审核|校对|监制|值班编辑|Editor)\\s*[:：].{1,30}");
    private static final Pattern BETWEEN_LINKS = Pattern.compile("[\\s\\u3000\\u00a0|｜/·•,，、-]*");

    private enum Kind {
        SOURCE,
        ADDRESS,
        LINKS,
        EDITOR,
        TEXT
    }

    private final BodyTexts texts;

    SourceLines(BodyOptions options) {
        this.texts = options.texts();
    }

    /** Adds the class {@code source} to the paragraph and {@code original} to the address. */
    @Nullable
    SourceLine mark(Element body) {
        List<Element> blocks = Nodes.blocks(body);
        @Nullable Element line = null;
        @Nullable Element address = null;
        int addresses = 0;
        for (int i = blocks.size() - 1; i >= Math.max(0, blocks.size() - LAST); i--) {
            Element block = blocks.get(i);
            Kind kind = kind(block);
            if (kind == Kind.TEXT && !block.normalName().equals("hr")) {
                break;
            } else if (kind == Kind.SOURCE && line == null) {
                line = block;
            } else if (kind == Kind.ADDRESS) {
                boolean announced = i > 0 && announces(blocks.get(i - 1));
                address = announced ? address : block;
                addresses++;
            }
        }
        if (line != null) {
            line.removeClass("em_media").addClass("source");
        }
        @Nullable Element link = addresses == 1 && address != null ? address.firstElementChild() : null;
        if (link != null) {
            link.text(texts.original()).addClass("original");
        }
        String name = line == null ? "" : name(line);
        return line == null || name.isEmpty() || name.length() > MAX_NAME
                ? null
                : new SourceLine(name, href(line, link));
    }

    /** The end of the actual text: the number of blocks before the last lines. */
    static int end(List<Element> blocks) {
        int end = blocks.size();
        while (end > Math.max(0, blocks.size() - LAST) && kind(blocks.get(end - 1)) != Kind.TEXT) {
            end--;
        }
        return end;
    }

    private static Kind kind(Element block) {
        if (!block.normalName().equals("p")) {
            return Kind.TEXT;
        }
        String text = CharacterClasses.strip(block.text());
        if (block.hasClass("em_media") || block.hasClass("source") && text.length() <= MAX_LINE) {
            return Kind.SOURCE;
        }
        if (isAddress(block)) {
            return Kind.ADDRESS;
        }
        if (text.length() <= MAX_LINE) {
            if (CHINESE.matcher(text).matches() || ENGLISH.matcher(text).matches()) {
                return Kind.SOURCE;
            }
            if (EDITOR.matcher(text).matches()) {
                return Kind.EDITOR;
            }
        }
        return onlyLinks(block) ? Kind.LINKS : Kind.TEXT;
    }

    /** Whether a paragraph is a single link showing its own address. */
    private static boolean isAddress(Element paragraph) {
        @Nullable Element link = paragraph.childrenSize() == 1 ? paragraph.child(0) : null;
        if (link == null
                || !link.normalName().equals("a")
                || link.childrenSize() > 0
                || !BodyUrls.isExternal(link.attr("href"))
                || !paragraph.childNodes().stream().allMatch(node -> node == link || Nodes.isBlank(node))) {
            return false;
        }
        return link.hasClass("original") || bare(link.text()).equals(bare(link.attr("href")));
    }

    private static String bare(String url) {
        return CharacterClasses.strip(url).replaceFirst("^(?i:https?:)?//", "").replaceFirst("/$", "");
    }

    private static boolean onlyLinks(Element paragraph) {
        boolean links = false;
        for (Node node : paragraph.childNodes()) {
            if (node instanceof Element link && link.normalName().equals("a")) {
                links = true;
            } else if (node instanceof Element other && !other.normalName().equals("br")
                    || node instanceof TextNode text
                            && !BETWEEN_LINKS.matcher(text.getWholeText()).matches()) {
                return false;
            }
        }
        return links;
    }

    private static boolean announces(Element before) {
        String text = CharacterClasses.strip(before.text());
        return text.endsWith("：") || text.endsWith(":") || Nodes.isHeading(before);
    }

    private static String name(Element line) {
        String text = CharacterClasses.strip(line.text());
        Matcher chinese = CHINESE.matcher(text);
        Matcher english = ENGLISH.matcher(text);
        String name = chinese.matches() ? chinese.group(1) : english.matches() ? english.group(1) : text;
        return CharacterClasses.strip(name.replaceFirst("^[（(\\[【〔]", "").replaceFirst("[)）\\]】〕]$", ""));
    }

    private static @Nullable String href(Element line, @Nullable Element address) {
        Element within = line.selectFirst("a[href]");
        @Nullable Element link = within != null && BodyUrls.isExternal(within.attr("href")) ? within : address;
        if (link == null) {
            return null;
        }
        String href = link.attr("href");
        return href.startsWith("//") ? "https:" + href : href;
    }
}
