package org.dibao.gateway.previews;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.dibao.contract.article.ArticleId;
import org.dibao.gateway.previews.PreviewLinks.Reading;
import org.dibao.support.access.Secret;
import org.junit.jupiter.api.Test;

class PreviewLinksTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final ArticleId BRIDGE = new ArticleId("新桥:通车");

    private final PreviewLinks links = links("service", "api");
    private final String token = links.token(BRIDGE, NOON);

    @Test
    void aLinkIsValidUntilItExpiresAndNoLonger() {
        assertThat(links.read(token, NOON.minusMillis(1))).isEqualTo(new Reading.Valid(BRIDGE));
        assertThat(links.read(token, NOON)).isEqualTo(new Reading.Expired());
        assertThat(token).matches("[A-Za-z0-9_.-]+");
    }

    @Test
    void everyGatewayWithTheSameSecretsReadsIt() {
        assertThat(links("service", "api").read(token, Instant.EPOCH)).isEqualTo(new Reading.Valid(BRIDGE));
        assertThat(links("service", "another").read(token, Instant.EPOCH)).isEqualTo(new Reading.Unknown());
        assertThat(links("another", "api").read(token, Instant.EPOCH)).isEqualTo(new Reading.Unknown());
    }

    @Test
    void nobodyElseCanMakeOne() {
        String signature = token.substring(token.indexOf('.'));
        String longer = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("9999999999:新桥:通车".getBytes(StandardCharsets.UTF_8));
        assertUnknown(longer + signature);
        assertUnknown("");
        assertUnknown(".");
        assertUnknown(token.substring(0, token.indexOf('.')));
        assertUnknown(token.substring(0, token.indexOf('.') + 1));
        assertUnknown(token + "!");
        for (int i = 0; i < token.length() - 1; i++) { // the last character has bits that do not count
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertUnknown(token.substring(0, i) + other + token.substring(i + 1));
        }
    }

    private void assertUnknown(String forged) {
        assertThat(links.read(forged, Instant.EPOCH)).as(forged).isEqualTo(new Reading.Unknown());
    }

    private static PreviewLinks links(String service, String api) {
        return new PreviewLinks(new Secret(service), new Secret(api));
    }
}
