package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * A picture in a body, and where its element is in the body's HTML.
 *
 * @param from    of the element, in UTF-16 characters
 * @param to      the end of the element, exclusive
 * @param src     its address
 * @param width   in pixels, as its publisher gave it; empty if that is not known
 * @param height  likewise
 * @param offered whether its publisher says which copies of it there are
 */
public record Picture(int from, int to, String src, String width, String height, boolean offered) {
    private static final String TAG = "<img ";

    /** @param html of the body: the only tags in it are those of its elements */
    static List<Picture> in(Element body, String html) {
        List<Picture> pictures = new ArrayList<>();
        int from = 0;
        for (Element image : Nodes.all(body, "img")) {
            from = html.indexOf(TAG, from);
            int to = end(html, from);
            Element parent = image.parent();
            boolean offered = image.hasAttr("srcset")
                    || parent != null && parent.normalName().equals("picture");
            pictures.add(new Picture(from, to, image.attr("src"), image.attr("width"), image.attr("height"), offered));
            from = to;
        }
        return pictures;
    }

    /** Values of attributes are in double quotes. */
    private static int end(String html, int from) {
        boolean quoted = false;
        int at = from;
        while (quoted || html.charAt(at) != '>') {
            quoted ^= html.charAt(at) == '"';
            at++;
        }
        return at + 1;
    }

    boolean isSized() {
        return !width.isEmpty() || !height.isEmpty();
    }

    /** The same elsewhere, with its size. */
    Picture at(int from, int to, String width, String height) {
        return new Picture(from, to, src, width, height, offered);
    }
}
