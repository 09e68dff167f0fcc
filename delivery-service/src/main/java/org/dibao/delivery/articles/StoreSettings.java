package org.dibao.delivery.articles;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.dibao.support.settings.MustBe;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.delivery} for the store.
 *
 * @param storeUrl       the address of the store
 * @param storeTimeout   how long the store may take to answer
 * @param articlesMemory memory for articles that are on their way to several subscribers
 */
@Validated
@ConfigurationProperties("dibao.delivery")
public record StoreSettings(
        @DefaultValue("http://127.0.0.1:8082") URI storeUrl,
        @MustBe("1ms or more") @DefaultValue("5s") Duration storeTimeout,
        @MustBe("0B or more") @DefaultValue("8MB") DataSize articlesMemory) {
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    public StoreSettings {
        if (storeUrl == null
                || storeUrl.getHost() == null
                || !("http".equals(storeUrl.getScheme()) || "https".equals(storeUrl.getScheme()))) {
            throw new IllegalArgumentException("dibao.delivery.store-url is \"" + storeUrl
                    + "\"; it must begin with http:// or https:// and a host, such as http://127.0.0.1:8082");
        }
    }

    /** A clause if the store is not on this machine; null if it is. */
    @Nullable
    String beyondThisMachine() {
        return THIS_MACHINE.matcher(storeUrl.getHost()).matches()
                ? null
                : "delivery uses the store on another machine (" + storeUrl + ")";
    }
}
