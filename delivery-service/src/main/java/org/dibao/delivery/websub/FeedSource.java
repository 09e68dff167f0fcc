package org.dibao.delivery.websub;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.dibao.support.settings.MustBe;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.delivery} for render, which makes the feeds.
 *
 * @param renderUrl     the address of render
 * @param renderTimeout how long render may take to answer; it may wait 1 s for a position
 */
@Validated
@ConfigurationProperties("dibao.delivery")
record FeedSource(
        @NotNull @DefaultValue("http://127.0.0.1:8083") URI renderUrl,
        @MustBe("1ms or more") @DefaultValue("5s") Duration renderTimeout) {
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    FeedSource {
        if (renderUrl.getHost() == null
                || !("http".equals(renderUrl.getScheme()) || "https".equals(renderUrl.getScheme()))) {
            throw new IllegalArgumentException("dibao.delivery.render-url is \"" + renderUrl
                    + "\"; it must begin with http:// or https:// and a host, such as http://127.0.0.1:8083");
        }
    }

    /** A clause if render is not on this machine; null if it is. */
    @Nullable
    String beyondThisMachine() {
        return THIS_MACHINE.matcher(renderUrl.getHost()).matches()
                ? null
                : "delivery uses render on another machine (" + renderUrl + ")";
    }
}
