package org.dibao.support.indexnow;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The site's key for IndexNow, the same for the gateway and for delivery. It is not secret: search engines read it at
 * {@code /<key>.txt}.
 *
 * @param indexNowKey the site's key for IndexNow, which the gateway serves at {@code /<key>.txt}: 8 to 128 letters, digits and
 *                    hyphens, such as {@code openssl rand -hex 16} makes; without one, nothing is sent to IndexNow
 */
@ConfigurationProperties("dibao")
public record IndexNowSettings(@Nullable String indexNowKey) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{8,128}");

    public IndexNowSettings {
        indexNowKey = indexNowKey == null || indexNowKey.isBlank() ? null : indexNowKey.strip();
        if (indexNowKey != null && !FORM.matcher(indexNowKey).matches()) {
            throw new IllegalArgumentException("dibao.index-now-key is \"" + indexNowKey
                    + "\"; it must be 8 to 128 letters, digits and hyphens, such as `openssl rand -hex 16` makes");
        }
    }
}
