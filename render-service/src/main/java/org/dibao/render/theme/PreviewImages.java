package org.dibao.render.theme;

import java.util.Map;
import org.dibao.contract.address.AllowedAddress;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.Focus;
import org.dibao.render.body.SitePictures;
import org.dibao.render.body.SitePictures.Candidates;
import org.jspecify.annotations.Nullable;

/** Decides which of the articles' image addresses are shown, and which copies of them a screen may choose from. */
final class PreviewImages {
    private PreviewImages() {}

    /** From the site's root, or absolute, because listings have many addresses. Empty if no image is shown. */
    static String shown(@Nullable String image) {
        String allowed = TemplateModel.allowed(image);
        boolean rooted = allowed.startsWith("/") && !allowed.startsWith("//");
        return rooted || AllowedAddress.isWhole(allowed) ? allowed : "";
    }

    /**
     * Adds {@code image}, {@code srcset}, {@code webp} and {@code focus} to what a template sees.
     *
     * @param file what is in the picture; absent if it is not kept here
     */
    static void put(String image, @Nullable FileContent file, Map<String, Object> shown) {
        Candidates candidates = SitePictures.candidates(image, file);
        shown.put("image", image);
        shown.put("srcset", candidates.own());
        shown.put("webp", candidates.webp());
        shown.put("focus", file == null || file.focus() == null ? "" : classes(file.focus()));
    }

    /** The classes that put the focal point into the middle of what is shown, as far as that goes. */
    private static String classes(Focus focus) {
        return "fx" + tenths(focus.x()) + " fy" + tenths(focus.y());
    }

    private static long tenths(int percent) {
        return Math.round(percent / 10.0);
    }
}
