package org.dibao.render.body;

import java.util.Map;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.jsoup.nodes.Element;

/** How large the site's own pictures are, so that a page does not move when they arrive. */
public record PictureSizes(Map<FilePath, FileContent> files) {
    static final PictureSizes UNKNOWN = new PictureSizes(Map.of());

    private static final String WIDTH = "width";
    private static final String HEIGHT = "height";

    public PictureSizes {
        files = Map.copyOf(files);
    }

    /** Tells the size of a picture that has none; one that its publisher gave stays. */
    void tell(Element image) {
        if (files.isEmpty() || image.hasAttr(WIDTH) || image.hasAttr(HEIGHT)) {
            return;
        }
        FileContent file = path(image.attr("src"));
        if (file != null && file.width() != null && file.height() != null) {
            image.attr(WIDTH, file.width().toString())
                    .attr(HEIGHT, file.height().toString());
        }
    }

    private @org.jspecify.annotations.Nullable FileContent path(String address) {
        try {
            return files.get(FilePath.parse(address.replaceFirst("[?#].*", "")));
        } catch (IllegalArgumentException e) {
            return null; // of another site, or none
        }
    }
}
