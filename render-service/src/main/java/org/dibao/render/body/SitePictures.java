package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.file.Variant;
import org.dibao.contract.file.Variant.Format;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/**
 * The site's own pictures that a page shows: how large they are, so that the page does not move when they arrive, and the narrower copies
 * that a small screen is offered.
 *
 * @param files by their paths; those that are not served are missing
 */
public record SitePictures(Map<FilePath, FileContent> files) {
    /** A page on which no picture is known. */
    public static final SitePictures NONE = new SitePictures(Map.of());

    /** How wide a picture in a text is shown that has no width of its own. */
    private static final String TEXT_WIDTH = "(min-width: 42rem) 40rem, 100vw";

    /** The site, whatever its address is: pages name their own pictures without it. */
    private static final String HOME = "http://site.invalid";

    private static final int WIDEST =
            Variant.WIDTHS.stream().mapToInt(Integer::intValue).max().orElseThrow();

    public SitePictures {
        files = Map.copyOf(files);
    }

    /**
     * The candidates for a screen to choose from, as in {@code srcset}.
     *
     * @param webp all in WebP; empty if there are none
     * @param own  in the picture's own format, with the picture itself unless it is wider than any screen needs; empty if there is
     *             nothing to choose
     */
    public record Candidates(String webp, String own) {
        static final Candidates NONE = new Candidates("", "");
    }

    /** @param address of a picture, from the site's root */
    public @Nullable FileContent file(String address) {
        FilePath path = path("/", address);
        return path == null ? null : files.get(path);
    }

    /**
     * @param address of a picture, from the site's root
     * @param file    what is in it; absent if it is not kept here
     */
    public static Candidates candidates(String address, @Nullable FileContent file) {
        FilePath path = file == null ? null : path("/", address);
        return path == null || file == null ? Candidates.NONE : candidates(path, file);
    }

    private static Candidates candidates(FilePath path, FileContent file) {
        List<String> webp = new ArrayList<>();
        List<String> own = new ArrayList<>();
        for (Variant variant : Variant.of(file)) {
            (variant.format() == Format.WEBP ? webp : own)
                    .add(variant.address(path, file) + " " + variant.widthOf(file) + "w");
        }
        List<String> same = file.type().equals(Format.WEBP.type()) ? webp : own;
        if (!same.isEmpty() && file.width() != null && file.width() <= WIDEST) {
            same.add(path.encoded().replace(",", "%2C") + " " + file.width() + "w");
        }
        return new Candidates(String.join(", ", webp), String.join(", ", own));
    }

    /**
     * Writes a picture with its size and the copies of it that there are.
     *
     * @param element without them
     * @param here    the path of the page, percent-encoded
     * @return where it is now
     */
    Picture complete(Picture picture, String element, String here, StringBuilder out) {
        FilePath path = path(here, picture.src());
        FileContent file = path == null ? null : files.get(path);
        int from = out.length();
        if (path == null || file == null) {
            out.append(element);
            return picture.at(from, out.length(), picture.width(), picture.height());
        }
        boolean size = !picture.isSized() && file.width() != null && file.height() != null;
        String width = size ? String.valueOf(file.width()) : picture.width();
        String height = size ? String.valueOf(file.height()) : picture.height();
        Candidates candidates = picture.offered() ? Candidates.NONE : candidates(path, file);
        String sizes = picture.width().isEmpty() ? TEXT_WIDTH : picture.width() + "px";
        if (!candidates.webp().isEmpty()) {
            out.append("<picture><source");
            attribute(out, "type", Format.WEBP.type());
            offer(out, candidates.webp(), sizes);
            out.append('>');
            from = out.length();
        }
        out.append(element, 0, element.length() - 1);
        if (size) {
            attribute(out, "width", width);
            attribute(out, "height", height);
        }
        if (!candidates.own().isEmpty()) {
            offer(out, candidates.own(), sizes);
        }
        out.append('>');
        Picture completed = picture.at(from, out.length(), width, height);
        if (!candidates.webp().isEmpty()) {
            out.append("</picture>");
        }
        return completed;
    }

    private static void offer(StringBuilder out, String candidates, String sizes) {
        attribute(out, "srcset", candidates);
        attribute(out, "sizes", sizes);
    }

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(' ')
                .append(name)
                .append("=\"")
                .append(Entities.escape(value))
                .append('"');
    }

    /** @param here the path of the page, from which a relative address leads */
    private static @Nullable FilePath path(String here, String address) {
        Element picture = new Element("img").attr("src", address.replaceFirst("[?#].*", ""));
        picture.setBaseUri(HOME + here);
        String url = picture.absUrl("src");
        if (!url.startsWith(HOME + "/")) {
            return null; // of another site
        }
        try {
            return FilePath.parse(url.substring(HOME.length()));
        } catch (IllegalArgumentException e) {
            return null; // of no file
        }
    }
}
