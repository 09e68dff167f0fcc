package org.dibao.ingest.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.dibao.contract.site.SiteSettings;
import org.dibao.ingest.fields.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteReaderTest {
    private final SiteReader reader = new SiteReader();

    @Test
    void whatIsAbsentTakesItsDefault() {
        assertThat(reader.read("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(SiteSettings.DEFAULT);
        SiteSettings settings = reader.read("{\"title\": \"日报\", \"pageSize\": 50, \"language\": null}".getBytes(StandardCharsets.UTF_8));
        assertThat(settings.title()).isEqualTo("日报");
        assertThat(settings.pageSize()).isEqualTo(50);
        assertThat(settings.language()).isEqualTo("zh-CN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"titel\": \"x\"}               | titel",
        "{\"pageSize\": 0}                | pageSize",
        "{\"pageSize\": \"many\"}         | pageSize",
        "{\"pageSize\": 101}              | pageSize",
        "{\"timeZone\": \"Mars\"}         | timeZone",
        "{\"baseUrl\": \"ftp://a\"}       | baseUrl",
        "{\"permalink\": \"/api/:title\"} | permalink",
        "{\"title\": {}}                  | title",
        "[]                               | body",
    })
    void aWrongSettingIsRefusedWithItsName(String json, String field) {
        assertThatThrownBy(() -> reader.read(json.getBytes(StandardCharsets.UTF_8))).isInstanceOfSatisfying(Refused.class,
                e -> assertThat(e.problem().field()).isEqualTo(field));
    }
}
