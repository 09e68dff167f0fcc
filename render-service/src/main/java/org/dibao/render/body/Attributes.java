package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.address.AllowedAddress;
import org.dibao.contract.address.Srcset;
import org.dibao.contract.html.AllowedElements;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Keeps attributes that {@linkplain AllowedElements their element may have} with valid values, fixes or drops the others, and
 * turns alignment into classes ({@code align="right"} is {@code class="align-right"}). Addresses go through {@link BodyUrls}.
 */
final class Attributes {
    private static final Set<String> OBSOLETE = Set.of("align", "valign", "headers", "abbr");
    private static final Set<String> EDITED = Set.of("ins", "del");
    /** What {@link Media} adds; nobody else may. */
    private static final String DECODING = "decoding";

    private static final Pattern PIXELS = Pattern.compile("(?i)([1-9][0-9]{0,4})(?:\\.[0-9]+)?\\s*(?:px)?");
    private static final Pattern WHITE = Pattern.compile("[\\s\\u00a0]+");

    private final BodyUrls urls;

    Attributes(BodyOptions options) {
        this.urls = new BodyUrls(options.formerHosts(), options.baseUrl(), options.page());
    }

    void apply(Element body) {
        for (Element element : Nodes.all(
                body, one -> one.attributesSize() > 0 || one.normalName().equals("bdo"))) {
            for (Attribute attribute : new ArrayList<>(element.attributes().asList())) {
                one(element, attribute.getKey(), attribute.getValue());
            }
            switch (element.normalName()) {
                case "a" -> link(element);
                case "bdo" -> {
                    if (!element.hasAttr("dir")) {
                        Nodes.retype(element, "span");
                    }
                }
                default -> {
                    /* there are no further rules */
                }
            }
        }
    }

    /** Takes away what elements had under the names that they were given, and may not have under those they have now. */
    static void ofOtherNames(Element body) {
        for (Element element : Nodes.all(body, one -> one.attributesSize() > 0)) {
            for (Attribute attribute : new ArrayList<>(element.attributes().asList())) {
                if (!isAllowed(element, attribute.getKey())) {
                    element.removeAttr(attribute.getKey());
                }
            }
        }
    }

    private static boolean isAllowed(Element element, String name) {
        return AllowedElements.allows(element.normalName(), name) || name.equals(DECODING);
    }

    private void one(Element element, String name, String value) {
        String tag = element.normalName();
        if (name.equals("align")) {
            aligned(element, value);
        }
        if (OBSOLETE.contains(name) || !isAllowed(element, name)) {
            element.removeAttr(name);
            return;
        }
        switch (name) {
            case "id" -> keep(element, name, value, WHITE.matcher(value.strip()).replaceAll("-"));
            case "class" -> keep(element, name, value, value.strip());
            case "lang", "hreflang", "srclang" -> keep(element, name, value, Languages.valid(value));
            case "dir" -> keep(element, name, value, oneOf(value, "ltr", "rtl", "auto"));
            case "role" -> keep(element, name, value, role(tag, value));
            case "aria-label", "aria-hidden" -> element.removeAttr(name);
            case "href" -> keep(element, name, value, urls.fix(value, AllowedAddress.LINK));
            case "src", "poster", "cite" -> keep(element, name, value, urls.fix(value, AllowedAddress.RESOURCE));
            case "srcset" ->
                keep(element, name, value, Srcset.of(value, candidate -> urls.fix(candidate, AllowedAddress.RESOURCE)));
            case "width", "height" -> keep(element, name, value, pixels(value));
            case "colspan" -> keep(element, name, value, number(value, 2, 100));
            case "rowspan" -> keep(element, name, value, number(value, 2, 65_534));
            case "start", "value" ->
                keep(element, name, value, value.strip().matches("-?[0-9]{1,9}") ? value.strip() : "");
            case "type" ->
                keep(element, name, value, tag.equals("ol") && !value.strip().matches("[1aAiI]") ? "" : value.strip());
            case "scope" -> keep(element, name, value, oneOf(value, "row", "col", "rowgroup", "colgroup"));
            case "datetime" -> keep(element, name, value, HtmlTimes.valid(value, EDITED.contains(tag)));
            case "open", "reversed", "controls", "loop", "muted" -> element.attr(name, "");
            case "preload" -> keep(element, name, value, oneOf(value, "none", "metadata", "auto"));
            case "alt",
                    "data-lang",
                    DECODING,
                    "default",
                    "kind",
                    "label",
                    "loading",
                    "media",
                    "name",
                    "rel",
                    "sizes",
                    "title" -> {
                /* may say anything */
            }
            default -> element.removeAttr(name); // one without a rule here
        }
    }

    private static void aligned(Element element, String value) {
        String side = oneOf(value, "left", "right", "center", "justify");
        if (!side.isEmpty()) {
            element.addClass("align-" + side);
        }
    }

    private void link(Element link) {
        String name = link.attr("name").strip();
        if (!name.isEmpty() && !link.hasAttr("id")) {
            link.attr("id", WHITE.matcher(name).replaceAll("-"));
        }
        link.removeAttr("name");
        if (!link.hasAttr("href")) {
            link.removeAttr("rel").removeAttr("hreflang");
            return;
        }
        List<String> tokens = new ArrayList<>();
        for (String token : WHITE.split(link.attr("rel").strip().toLowerCase(Locale.ROOT))) {
            if (LinkTypes.KNOWN.contains(token) && !tokens.contains(token)) {
                tokens.add(token);
            }
        }
        if (BodyUrls.isExternal(link.attr("href")) && !tokens.contains("noopener")) {
            tokens.add("noopener");
        }
        keep(link, "rel", link.attr("rel"), String.join(" ", tokens));
    }

    /** An empty or absent value removes the attribute. */
    private static void keep(Element element, String name, String before, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            element.removeAttr(name);
        } else if (!value.equals(before)) {
            element.attr(name, value);
        }
    }

    private static String role(String tag, String value) {
        String role = value.strip();
        return switch (role) {
            case "doc-noteref", "doc-backlink" -> tag.equals("a") || tag.equals("sup") ? role : "";
            case "doc-endnotes", "note" -> tag.equals("div") ? role : "";
            default -> "";
        };
    }

    private static String oneOf(String value, String... allowed) {
        String wanted = value.strip().toLowerCase(Locale.ROOT);
        return Set.of(allowed).contains(wanted) ? wanted : "";
    }

    private static String pixels(String value) {
        Matcher pixels = PIXELS.matcher(value.strip());
        return pixels.matches() ? pixels.group(1) : "";
    }

    private static String number(String value, int min, int max) {
        String digits = value.strip();
        if (!digits.matches("[0-9]{1,5}")) {
            return "";
        }
        int number = Math.min(Integer.parseInt(digits), max);
        return number < min ? "" : Integer.toString(number);
    }
}
