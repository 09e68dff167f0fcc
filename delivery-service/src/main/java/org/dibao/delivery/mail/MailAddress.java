package org.dibao.delivery.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/** Addresses of mailboxes (RFC 5322), one at a time, in ASCII. */
final class MailAddress {
    private static final Pattern PLAIN =
            Pattern.compile("[\\x21-\\x7e&&[^\\s,;:<>()\\[\\]\\\\\"]]{1,64}@[A-Za-z0-9.-]{1,253}");

    private MailAddress() {}

    /** The mailbox that a {@code mailto:} address names; empty if it names none, several, or header fields. */
    static Optional<String> of(URI target) {
        if (!"mailto".equalsIgnoreCase(target.getScheme()) || !target.isOpaque()) {
            return Optional.empty();
        }
        String mailbox = UriUtils.decode(target.getRawSchemeSpecificPart(), StandardCharsets.UTF_8);
        return PLAIN.matcher(mailbox).matches() && isValid(mailbox) ? Optional.of(mailbox) : Optional.empty();
    }

    static boolean isValid(String address) {
        try {
            InternetAddress parsed = new InternetAddress(address, true);
            parsed.validate();
            return parsed.getAddress().contains("@");
        } catch (AddressException e) {
            return false;
        }
    }
}
