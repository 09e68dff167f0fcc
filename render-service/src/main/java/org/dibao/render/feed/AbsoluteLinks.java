package org.dibao.render.feed;

import java.util.List;
import org.dibao.contract.address.AllowedAddress;
import org.dibao.contract.address.Srcset;
import org.dibao.render.metadata.Urls;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Makes every link and image address in a body absolute, so that it can be read outside its page. */
final class AbsoluteLinks {
    private static final List<String> ATTRIBUTES = List.of("href", "src", "poster", "cite");

    private AbsoluteLinks() {}

    /** @param base the address of the body's page, absolute */
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

    /** Null if it must not be shown. */
    private static @Nullable String absolute(String base, String address) {
        String absolute = Urls.resolved(base, address);
        // Mail addresses and phone numbers are already absolute.
        return !absolute.isEmpty()
                ? absolute
                : AllowedAddress.RESOURCE.of(address) != null ? null : AllowedAddress.LINK.of(address);
    }
}
