package org.dibao.delivery.mail;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.delivery.mail}: the SMTP server. Without {@code host} nothing can be subscribed to by
 * mail.
 *
 * @param host      the SMTP server's name
 * @param port      its port
 * @param security  {@code starttls}, {@code tls} from the first byte, or {@code none}, which is for a server on this machine
 * @param username  for the server, if it asks for one
 * @param password  for the server
 * @param from      the sender's address: {@code news@example.com}, or with a name, {@code River Gazette <news@example.com>}
 * @param timeout   how long the server may take for each step
 * @param within    how long sending one message may take
 * @param threads   messages sent at once
 * @param perMinute messages a minute, to all subscribers together
 * @param maxSize   the largest text of an article that is sent whole; a longer one is cut
 */
@Validated
@ConfigurationProperties("dibao.delivery.mail")
public record MailSettings(
        @Nullable String host,
        @MustBe("1 to 65535") @DefaultValue("587") int port,
        @DefaultValue("starttls") Security security,
        @Nullable String username,
        @Nullable String password,
        @Nullable String from,
        @MustBe("1ms or more") @DefaultValue("10s") Duration timeout,
        @MustBe("1ms or more") @DefaultValue("1m") Duration within,
        @MustBe("1 or more") @DefaultValue("2") int threads,
        @MustBe("1 or more") @DefaultValue("60") int perMinute,
        @MustBe("1KB or more") @DefaultValue("256KB") DataSize maxSize) {

    /** How the connection is protected. */
    public enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    public MailSettings {
        host = blankToNull(host);
        username = blankToNull(username);
        password = blankToNull(password);
        from = blankToNull(from);
        if (host != null && (from == null || !MailAddress.isValid(from))) {
            throw new IllegalArgumentException("dibao.delivery.mail.from is \"" + (from == null ? "" : from)
                    + "\"; it must be an address such as news@example.com, because dibao.delivery.mail.host is set");
        }
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MailSettings[host=" + host + ", port=" + port + ", from=" + from + "]";
    }
}
