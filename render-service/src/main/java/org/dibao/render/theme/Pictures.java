package org.dibao.render.theme;

import org.dibao.contract.address.AllowedAddress;
import org.jspecify.annotations.Nullable;

/** Which of the addresses that articles give for their picture are shown. */
final class Pictures {
    private Pictures() {}

    /** From the site's root on, or whole: listings stand at many addresses. Empty if none is shown. */
    static String shown(@Nullable String image) {
        String allowed = TemplateModel.allowed(image);
        boolean rooted = allowed.startsWith("/") && !allowed.startsWith("//");
        return rooted || AllowedAddress.isWhole(allowed) ? allowed : "";
    }
}
