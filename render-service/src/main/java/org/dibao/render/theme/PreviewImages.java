package org.dibao.render.theme;

import java.util.Map;
import org.dibao.contract.address.AllowedAddress;
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

    /** Adds {@code image}, {@code srcset} and {@code webp} to what a template sees. */
    static void put(String image, Candidates candidates, Map<String, Object> shown) {
        shown.put("image", image);
        shown.put("srcset", image.isEmpty() ? "" : candidates.own());
        shown.put("webp", image.isEmpty() ? "" : candidates.webp());
    }
}
