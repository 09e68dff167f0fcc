package org.dibao.render.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.file.Variant;
import org.dibao.contract.file.Variant.Format;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.Element;
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

    private static final int WIDEST =
            Variant.WIDTHS.stream().mapToInt(Integer::intValue).max().orElseThrow();
    private static final String WIDTH = "width";
    private static final String HEIGHT = "height";
    private static final String SRCSET = "srcset";
    private static final String SIZES = "sizes";

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

    /** @param address of a picture, as a page has it */
    public Candidates candidates(String address) {
        FilePath path = path(address);
        return candidates(address, path == null ? null : files.get(path));
    }

    /**
     * @param address of a picture, as a page has it
     * @param file    what is in it; absent if it is not kept here
     */
    public static Candidates candidates(String address, @Nullable FileContent file) {
        FilePath path = file == null ? null : path(address);
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

    /** Completes a picture in a text. What its publisher has said stays. */
    void complete(Element image, Edits edits) {
        FilePath path = files.isEmpty() ? null : path(image.attr("src"));
        FileContent file = path == null ? null : files.get(path);
        if (path == null || file == null) {
            return;
        }
        String sizes = image.hasAttr(WIDTH) ? image.attr(WIDTH) + "px" : TEXT_WIDTH;
        if (!image.hasAttr(WIDTH) && !image.hasAttr(HEIGHT) && file.width() != null && file.height() != null) {
            image.attr(WIDTH, file.width().toString())
                    .attr(HEIGHT, file.height().toString());
        }
        Element parent = image.parent();
        if (!image.hasAttr(SRCSET) && (parent == null || !parent.normalName().equals("picture"))) {
            offer(image, candidates(path, file), sizes, edits);
        }
    }

    private static void offer(Element image, Candidates candidates, String sizes, Edits edits) {
        if (!candidates.own().isEmpty()) {
            image.attr(SRCSET, candidates.own()).attr(SIZES, sizes);
        }
        if (!candidates.webp().isEmpty()) {
            Element picture = new Element("picture");
            picture.appendElement("source")
                    .attr("type", Format.WEBP.type())
                    .attr(SRCSET, candidates.webp())
                    .attr(SIZES, sizes);
            picture.appendChild(image.clone());
            edits.replace(image, List.of(picture));
        }
    }

    private static @Nullable FilePath path(String address) {
        try {
            return FilePath.parse(address.replaceFirst("[?#].*", ""));
        } catch (IllegalArgumentException e) {
            return null; // of another site, or none
        }
    }
}
