package org.dibao.render.theme;

import org.dibao.contract.address.AllowedAddress;
import org.jspecify.annotations.Nullable;

/** Decides which of the articles' image addresses are shown. */
final class PreviewImages {
    private PreviewImages() {}

    /** From the site's root, or absolute, because listings have many addresses. Empty if no image is shown. */
    static String shown(@Nullable String image) {
        String allowed = TemplateModel.allowed(image);
        boolean rooted = allowed.startsWith("/") && !allowed.startsWith("//");
        return rooted || AllowedAddress.isWhole(allowed) ? allowed : "";
    }
}
