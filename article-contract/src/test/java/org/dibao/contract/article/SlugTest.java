package org.dibao.contract.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource({
        "The _config.yml file,                 the-config-yml-file,   The-_config.yml-file",
        "NW202201252260188747,                 nw202201252260188747,  NW202201252260188747",
        "上海：“早市” 开盘！,                   上海-早市-开盘,         上海-早市-开盘",
        "--a--b--,                             a-b,                   a-b",
        "a/b\\c?d#e%f,                         a-b-c-d-e-f,           a-b-c-d-e-f",
        "It's 50% (off); really!,              it-s-50-off-really,    It's-50-(off);-really!",
        "'C++, C#',                            c-c,                   'C++,-C'",
        "Daily [print],                        daily-print,           Daily-print",
        "हिन्दी समाचार,                          हिन्दी-समाचार,           हिन्दी-समाचार",
        "cafe\u0301,                           caf\u00e9,             caf\u00e9",
        "...,                                  '',                    ...",
        "！？——,                                '',                    ''"})
    void aNameAsJekyllSlugifiesIt(String name, String slug, String pretty) {
        assertThat(Slug.of(name)).isEqualTo(slug);
        assertThat(Slug.pretty(name)).isEqualTo(pretty);
    }
}
