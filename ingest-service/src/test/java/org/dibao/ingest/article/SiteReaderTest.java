package org.dibao.ingest.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.dibao.ingest.fields.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteReaderTest {
    private final SiteReader reader = new SiteReader();

    @ParameterizedTest
    @CsvSource({"en", "zh-CN", "zh-Hant-HK", "de-1996", "yue", "fil", "nan-TW", "pt-BR"})
    void aLanguageThatThereIsIsTaken(String tag) {
        assertThat(reader.read(("{\"language\": \"" + tag + "\"}").getBytes(StandardCharsets.UTF_8))
                        .language())
                .isEqualTo(tag);
    }

    @Test
    void whatIsAbsentTakesItsDefault() {
        assertThat(reader.read("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(SiteSettings.DEFAULT);
        SiteSettings settings = reader.read(
                "{\"title\": \"日报\", \"pageSize\": 50, \"language\": null}".getBytes(StandardCharsets.UTF_8));
        assertThat(settings.title()).isEqualTo("日报");
        assertThat(settings.pageSize()).isEqualTo(50);
        assertThat(settings.language()).isEqualTo("zh-CN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"titel\": \"x\"}               | titel",
                "{\"pageSize\": 0}                | pageSize",
                "{\"pageSize\": \"many\"}         | pageSize",
                "{\"pageSize\": 101}              | pageSize",
                "{\"timeZone\": \"Mars\"}         | timeZone",
                "{\"baseUrl\": \"ftp://a\"}       | baseUrl",
                "{\"permalink\": \"/api/:title\"} | permalink",
                "{\"permalink\": \"/:year/:month/x.html\"} | permalink",
                "{\"permalink\": \"prety\"}        | permalink",
                "{\"title\": {}}                  | title",
                "[]                               | body",
                "{\"categories\": []}             | categories",
                "{\"categories\": {\"x\": 1}}      | categories.x",
                "{\"categories\": {\"x\": {}}}     | categories.x.name",
                "{\"categories\": {\"X Y\": {\"name\": \"x\"}}} | categories",
                "{\"tags\": {\"x\": {\"name\": \"x\", \"colour\": \"red\"}}} | tags.x.colour",
                "{\"tags\": {\"x\": {\"mergedInto\": \"x\"}}} | tags.x.mergedInto",
                "{\"authors\": {\"x\": {\"name\": []}}} | authors.x.name",
                "{\"formerHosts\": [\"http://a\"]} | formerHosts",
                "{\"menu\": {}}                   | menu",
                "{\"menu\": [{\"title\": \"x\"}]}  | menu[0].href",
                "{\"menu\": [{\"title\": \"x\", \"href\": \"data:x\"}]} | menu[0].href",
                "{\"feed\": {\"size\": 0}}         | feed.size",
                "{\"feed\": {\"content\": \"all\"}} | feed.content",
                "{\"look\": {\"indent\": \"deep\"}} | look.indent",
                "{\"look\": {\"accent\": \"red\"}} | look.accent",
                "{\"imprint\": {\"phone\": \"1\"}} | imprint.phone",
                "{\"logo\": \"data:x\"}            | logo",
                "{\"baseUrl\": \"http://u:p@h\"}    | baseUrl",
                "{\"baseUrl\": \"http://x:99999\"}  | baseUrl",
                "{\"baseUrl\": \"http://x:0\"}      | baseUrl",
                "{\"baseUrl\": \"http://x:\"}       | baseUrl",
                "{\"baseUrl\": \"http://a:b:80\"}   | baseUrl",
                "{\"imprint\": {\"icp\": \"a\\u202eb\"}} | imprint.icp",
                "{\"title\": \"a\\u202db\"}         | title",
                "{\"publisher\": \"a\\u0007b\"}     | publisher",
                "{\"files\": [\"a.txt\"]}          | files",
                "{\"files\": {\"robots.txt\": \"x\"}}   | files",
                "{\"files\": {\"archive.html\": \"x\"}} | files",
                "{\"files\": {\"sitemap.xml\": \"x\"}}  | files",
                "{\"files\": {\"tags.html\": \"x\"}}    | files",
                "{\"files\": {\"a.js\": \"x\"}}         | files",
                "{\"files\": {\"a/ads.txt\": \"x\"}}    | files",
                "{\"files\": {\"../ads.txt\": \"x\"}}   | files",
                "{\"files\": {\"ads.txt\": [1]}}      | files.ads.txt",
                "{\"files\": {\".well-known/security.txt\": \"Contact: mailto:a@example.com\"}} | files..well-known/security.txt",
                "{\"tags\": {\"x\": {\"name\": \"\\u202ex\"}}} | tags.x.name",
            })
    void aWrongSettingIsRefusedWithItsName(String json, String field) {
        assertThatThrownBy(() -> reader.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.problem().field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"categories\": {\"a\": {\"name\": \"x\", \"zz\": 1}}} | categories.a.zz | unknown setting \"zz\" in categories.a. The settings in categories.a are name, description, mergedInto",
                "{\"zz\": 1}                                           | zz              | unknown setting \"zz\". The settings are title,",
                "{\"titel\": \"x\"}                                    | titel           | unknown setting \"titel\": did you mean \"title\"? The settings are title,",
                "{\"feed\": {\"sise\": 3}}                            | feed.sise       | unknown setting \"sise\" in feed: did you mean \"size\"?",
                "{\"permalink\": \"prety\"}                              | permalink       | permalink: prety is not a style; use date, pretty",
                "{\"feed\": {\"content\": []}}                         | feed.content    | feed.content must be text, not a list",
                "{\"feed\": {\"content\": \"all\"}}                     | feed.content    | feed.content: \"all\" is not full or excerpt",
                "{\"feed\": {\"size\": 101}}                          | feed.size       | feed.size: 101 is not a whole number from 1 to 100",
                "{\"pageSize\": 1000}                                  | pageSize        | pageSize: \"1000\" is not a whole number from 1 to 100",
                "{\"pageSize\": 101}                                   | pageSize        | pageSize: 101 is not a whole number from 1 to 100",
                "{\"language\": \"中文\"}                              | language        | language: \"中文\" is not a language tag",
                "{\"language\": \"english\"}                            | language        | language: there is no language \"english\": did you mean \"en\"? Write a language tag",
                "{\"language\": \"klingon\"}                            | language        | language: there is no language \"klingon\". Write a language tag",
                "{\"language\": \"xq-US\"}                              | language        | language: there is no language \"xq\"",
                "{\"timeZone\": \"Mars\"}                              | timeZone        | timeZone: \"Mars\" is not a time zone; write it",
                "{\"baseUrl\": \"paper.example\"}                      | baseUrl         | baseUrl: \"paper.example\" is not http:// or https:// and a host",
                "{\"look\": {\"accent\": \"red\"}}                     | look.accent     | look.accent: \"red\" is not a colour; write it",
                "{\"look\": {\"indent\": \"deep\"}}                    | look.indent     | look.indent: \"deep\" is not true or false",
                "{\"menu\": {}}                                       | menu            | menu: it is not a list; write",
                "{\"categories\": []}                                 | categories      | categories: it is not an object; write",
                "{\"imprint\": {\"icp\": \"a\\u202eb\"}}                | imprint.icp     | imprint.icp contains a character that reverses",
            })
    void theProblemSpeaksOfTheSettings(String json, String field, String detail) {
        assertThatThrownBy(() -> reader.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(Refused.class, e -> {
                    assertThat(e.problem().type()).isEqualTo(Problem.Type.INVALID_SITE);
                    assertThat(e.problem().field()).isEqualTo(field);
                    assertThat(e.problem().detail()).startsWith(detail);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://Ex.com, http://ex.com",
        "https://News.Example:8443//, https://news.example:8443",
        "http://[2001:DB8::1]:8080, http://[2001:db8::1]:8080",
        "https://新闻.example, https://新闻.example",
        "http://x:65535, http://x:65535"
    })
    void schemeAndHostAreKeptInLowerCase(String given, String kept) {
        assertThat(reader.read(("{\"baseUrl\": \"" + given + "\"}").getBytes(StandardCharsets.UTF_8))
                        .baseUrl())
                .isEqualTo(kept);
    }

    @Test
    void aPatternThatEndsInIndexHtmlGivesAddressesOfFolders() {
        SiteSettings settings =
                reader.read("{\"permalink\": \"/:categories/:title/index.html\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(settings.permalink()).isEqualTo("/:categories/:title/");
    }

    @Test
    void everythingThatASiteMaySayIsRead() {
        SiteSettings settings = reader.read("""
                {"categories": {"dazhongribao": {"name": "大众日报新闻"}, "old": {"mergedInto": "dazhongribao"}},
                 "tags": {"a": {"name": "A", "description": "First"}}, "authors": {"li": {"name": "Li"}},
                 "formerHosts": ["Finews.Example.com"], "menu": [{"title": "关于", "href": "/about.html"}],
                 "feed": {"content": "excerpt", "size": 50}, "look": {"indent": true, "groupHeadings": true, "accent": "#C8102E"},
                 "imprint": {"icp": "1", "publicSecurity": "2", "licence": "3", "reportPhone": "4", "copyright": "5"},
                 "logo": "/media/logo.png", "publisher": "报社"}""".getBytes(StandardCharsets.UTF_8));
        assertThat(Json.text(settings)).endsWith("""
                "categories":{"dazhongribao":{"name":"大众日报新闻"},"old":{"mergedInto":"dazhongribao"}},\
                "tags":{"a":{"name":"A","description":"First"}},"authors":{"li":{"name":"Li"}},"formerHosts":["finews.example.com"],\
                "menu":[{"title":"关于","href":"/about.html"}],"feed":{"content":"excerpt","size":50},\
                "look":{"indent":true,"groupHeadings":true,"accent":"#c8102e"},\
                "imprint":{"icp":"1","publicSecurity":"2","licence":"3","reportPhone":"4","copyright":"5"},\
                "logo":"/media/logo.png","publisher":"报社"}""");
        assertThat(reader.read(Json.bytes(settings)))
                .as("what GET gives can be PUT again")
                .isEqualTo(settings);
    }

    @Test
    void filesAreKeptAsTheyAreAndTheirLimitsAreNamed() {
        SiteReader small = new SiteReader(new SiteReader.FileLimits(1, 60));
        String security = "Contact: mailto:a@example.com\nExpires: 2030-01-01T00:00:00Z\n";
        SiteSettings read = reader.read(Json.bytes(
                Map.of("files", Map.of("ads.txt", "example.com, 1, DIRECT\n", ".well-known/security.txt", security))));
        assertThat(read.files())
                .containsExactly(
                        entry(".well-known/security.txt", security), entry("ads.txt", "example.com, 1, DIRECT\n"));
        assertThat(reader.read(Json.bytes(read)).files()).isEqualTo(read.files());
        assertThatThrownBy(() -> small.read(Json.bytes(Map.of("files", Map.of("a.txt", "x".repeat(61))))))
                .hasMessageContaining("dibao.ingest.limits.site-file-chars allows 60");
        assertThatThrownBy(() -> small.read(Json.bytes(Map.of("files", Map.of("a.txt", "x", "b.txt", "y")))))
                .hasMessageContaining("dibao.ingest.limits.site-files allows 1");
    }

    @Test
    void whatIsNoObjectIsToldWithAnExampleOfSettings() {
        assertThatThrownBy(() -> reader.read("[]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        e -> assertThat(e.problem().detail())
                                .contains("{\"title\": \"River Gazette\", \"language\": \"en\"}"));
    }
}
