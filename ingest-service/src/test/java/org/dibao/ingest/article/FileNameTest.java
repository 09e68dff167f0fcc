package org.dibao.ingest.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.ingest.fields.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2022-01-25-NW2022.md,            2022-01-25-NW2022, MARKDOWN, 2022-01-25T00:00:00, NW2022",
                "2022-1-5-a-b.markdown,           2022-1-5-a-b,      MARKDOWN, 2022-01-05T00:00:00, a-b",
                "_posts/2022-01-25-x.html,        2022-01-25-x,      HTML,     2022-01-25T00:00:00, x",
                "C:\\posts\\2022-01-25-x.HTM,     2022-01-25-x,      HTML,     2022-01-25T00:00:00, x",
                "2022-01-25-邸报 v1.2.md,          2022-01-25-邸报 v1.2, MARKDOWN, 2022-01-25T00:00:00, 邸报 v1.2",
                "about.md,                        about,             MARKDOWN, -,                   about",
                "feed.json,                       feed,              JSON,     -,                   feed",
                "an-id,                           an-id,             -,        -,                   -",
                "v1.2,                            v1.2,              -,        -,                   -",
                ".md,                             .md,               -,        -,                   -",
                "2022-01-25-x,                    2022-01-25-x,      -,        2022-01-25T00:00:00, x",
            })
    void aNameTellsIdTypeDateAndSlug(String name, String stem, ContentKind kind, String date, String slug) {
        FileName file = FileName.of(name);
        assertThat(file.stem()).isEqualTo(stem);
        assertThat(file.kind()).isEqualTo(kind);
        assertThat(file.date()).isEqualTo(date == null ? null : SubmittedDate.parse(date));
        assertThat(file.slug()).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource({
        "_posts/en/2023-05-05-hello.md,            2023-05-05-hello.en",
        "./en/2023-05-05-hello.md,                 2023-05-05-hello.en",
        "zh-CN/2023/2023-05-05-hello.md,           2023-05-05-hello.zh-CN",
        "my-site/pt_BR/_posts/2023-05-05-hello.md, 2023-05-05-hello.pt_BR",
        "_posts/zh/news/2023-05-05-hello.md,       2023-05-05-hello.zh",
        "_posts/en/zh-Hant-TW/about.md,            about.zh-Hant-TW",
        "_posts\\en\\about.md,                     about.en",
        "_posts/news/2023-05-05-hello.md,          2023-05-05-hello",
        "it/my-site/_posts/2023-05-05-hello.md,    2023-05-05-hello",
        "_posts/zh-cn/2023-05-05-hello.md,         2023-05-05-hello.zh-cn",
        "_posts/xx/2023-05-05-hello.md,            2023-05-05-hello",
        "_posts/English/2023-05-05-hello.md,       2023-05-05-hello",
        "2023-05-05-hello.en.md,                   2023-05-05-hello.en",
        "2023-05-05-hello.en,                      2023-05-05-hello.en",
        "en/news/_posts/2023-05-05-hello.md,       2023-05-05-hello"
    })
    void aFolderOfALanguageIsInTheId(String name, String id) {
        assertThat(FileName.of(name).id()).isEqualTo(id);
        assertThat(FileName.of(name).date())
                .isEqualTo(name.contains("2023") ? SubmittedDate.parse("2023-05-05T00:00:00") : null);
    }

    @Test
    void aFolderOfALanguageIsNotInTheSlug() {
        assertThat(FileName.of("_posts/en/2023-05-05-hello.md").slug()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2023-05-05-hello.md,                           2023-05-05-hello.md,                -,          false",
                "./2023-05-05-hello.md,                         2023-05-05-hello.md,                -,          false",
                "_posts/2023-05-05-hello.md,                    _posts/2023-05-05-hello.md,         -,          false",
                "./_posts/en/2023-05-05-hello.md,               _posts/en/2023-05-05-hello.md,      -,          false",
                "en/2023-05-05-hello.md,                        _posts/en/2023-05-05-hello.md,      -,          false",
                "tech/linux/_posts/2023-05-05-hello.md,         tech/linux/_posts/2023-05-05-hello.md, tech linux, false",
                "tech/_drafts/hello.md,                         tech/_drafts/hello.md,              tech,       true",
                "tech//_posts/./a/2023-05-05-hello.md,          tech/_posts/a/2023-05-05-hello.md,  tech,       false",
                "/home/me/site/_posts/2023-05-05-hello.md,      _posts/2023-05-05-hello.md,         -,          false",
                "C:\\posts\\2023-05-05-hello.md,                2023-05-05-hello.md,                -,          false",
                "../2023-05-05-hello.md,                        2023-05-05-hello.md,                -,          false",
            })
    void foldersTellWhereItIsBelowTheSite(String name, String file, String categories, boolean draft) {
        FileName read = FileName.of(name);
        assertThat(read.file().path()).isEqualTo(file);
        assertThat(read.categories()).isEqualTo(categories == null ? List.of() : List.of(categories.split(" ")));
        assertThat(read.isDraft()).isEqualTo(draft);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-06-hello-WORLD.md,                  Hello World",
        "2024-01-06-a_b c-École-邸报.md,               A_b c École 邸报",
        "2018-10-12-trailing-dots...markdown,        Trailing Dots",
        "_drafts/an-idea.md,                         An Idea",
    })
    void aPostWithoutATitleGetsOneFromItsName(String name, String title) {
        assertThat(FileName.of(name).title()).isEqualTo(title);
    }

    @Test
    void onlyPostsGetATitleFromTheirName() {
        assertThat(FileName.of("about.md").title()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2018-10-12-trailing-dots...markdown, trailing-dots, 2018-10-12T00:00:00",
        "24-1-6-short.md,                     short,         2024-01-06T00:00:00",
        "99-1-6-short.md,                     short,         1999-01-06T00:00:00",
        "2024-01-06-c# & 100%?.md,            c# & 100%?,    2024-01-06T00:00:00",
    })
    void aNameIsReadAsJekyllReadsIt(String name, String slug, String date) {
        assertThat(FileName.of(name).slug()).isEqualTo(slug);
        assertThat(FileName.of(name).date()).isEqualTo(SubmittedDate.parse(date));
    }

    @Test
    void aDayThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> FileName.of("2022-02-30-x.md").date())
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.problem().field()).isEqualTo("date"));
    }
}
