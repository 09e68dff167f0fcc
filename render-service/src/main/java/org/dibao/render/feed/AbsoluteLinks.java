package org.dibao.render.feed;

import java.util.List;
import org.dibao.contract.address.AllowedAddress;
import org.dibao.contract.address.Srcset;
import org.dibao.render.metadata.Urls;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Bodies as they can be read away from their page: every link and picture with its whole address. */
final class AbsoluteLinks {
    private static final List<String> ATTRIBUTES = List.of("href", "src", "poster", "cite");

    private AbsoluteLinks() {}

    /** @param base where the body stands, absolute */
    static String in(String html, String base) {
        Document body = Jsoup.parseBodyFragment(html);
        body.outputSettings().prettyPrint(false);
        for (Element element : body.select("[href], [src], [srcset], [poster], [cite]")) {
            for (String name : ATTRIBUTES) {
                set(element, name, absolute(base, element.attr(name)));
            }
            set(element, "srcset", Srcset.of(element.attr("srcset"), candidate -> absolute(base, candidate)));
        }
        return body.body().html();
    }

    private static void set(Element element, String name, @Nullable String address) {
        if (address == null) {
            element.removeAttr(name);
        } else {
            element.attr(name, address);
        }
    }

    /** Null if it may not be shown. */
    private static @Nullable String absolute(String base, String address) {
        String absolute = Urls.resolved(base, address);
        // Letter boxes and phones are whole as they are.
        return !absolute.isEmpty()
                ? absolute
                : AllowedAddress.RESOURCE.of(address) != null ? null : AllowedAddress.LINK.of(address);
    }
}
