package org.dibao.contract.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.dibao.contract.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteSettingsTest {

    @Test
    void whatIsAbsentTakesItsDefault() {
        assertThat(Json.read("{}", SiteSettings.class)).isEqualTo(SiteSettings.DEFAULT);
        assertThat(SiteSettings.DEFAULT.permalink()).isEqualTo("/:categories/:year/:month/:day/:title.html");
        assertThat(SiteSettings.DEFAULT.timeZone()).isEqualTo("Asia/Shanghai");
        assertThat(SiteSettings.DEFAULT.pageSize()).isEqualTo(20);
    }

    @Test
    void theyAreKeptInOneForm() {
        SiteSettings settings = new SiteSettings(" T ", " d ", "zh-cn", "https://news.example//", " UTC ", " pretty ", 0);

        assertThat(settings).isEqualTo(new SiteSettings("T", "d", "zh-CN", "https://news.example", "UTC", "pretty", 20));
        assertThat(Json.read(Json.bytes(settings), SiteSettings.class)).isEqualTo(settings);
    }

    @ParameterizedTest
    @CsvSource({
        "language, zh_CN,,,,", "language, en-,,,,", "language, 'en-\"><script>',,,,",
        "baseUrl,, news.example,,,", "baseUrl,, https://news.example/blog,,,", "baseUrl,, javascript:alert(1),,,",
        "timeZone,,, Mars/Olympus,,", "permalink,,,, /:titel,", "permalink,,,, /../:title,", "pageSize,,,,, 101", "pageSize,,,,, -1"})
    void aWrongFieldIsNamed(String field, @Nullable String language, @Nullable String baseUrl, @Nullable String timeZone,
            @Nullable String permalink, @Nullable Integer pageSize) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SiteSettings(null, null, language, baseUrl, timeZone, permalink, pageSize == null ? 0 : pageSize))
                .withMessageStartingWith(field + ": ");
    }
}
