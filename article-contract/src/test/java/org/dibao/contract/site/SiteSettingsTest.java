package org.dibao.contract.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dibao.contract.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteSettingsTest {

    /** Logs hold patterns that an earlier release accepted. */
    @Test
    void aPatternThatCannotTellArticlesApartIsStillRead() {
        assertThat(Json.read("{\"permalink\": \"/nope\"}", SiteSettings.class).permalink())
                .isEqualTo("/nope");
    }

    @Test
    void whatIsAbsentTakesItsDefault() {
        assertThat(Json.read("{}", SiteSettings.class)).isEqualTo(SiteSettings.DEFAULT);
        assertThat(SiteSettings.DEFAULT.permalink()).isEqualTo("/:categories/:year/:month/:day/:title.html");
        assertThat(SiteSettings.DEFAULT.timeZone()).isEqualTo("Asia/Shanghai");
        assertThat(SiteSettings.DEFAULT.pageSize()).isEqualTo(20);
    }

    @Test
    void theyAreKeptInOneForm() {
        SiteSettings settings = SiteSettings.builder()
                .title(" T ")
                .description(" d ")
                .language("zh-cn")
                .baseUrl("https://news.example//")
                .timeZone(" UTC ")
                .permalink(" pretty ")
                .build();

        assertThat(settings)
                .isEqualTo(SiteSettings.builder()
                        .title("T")
                        .description("d")
                        .language("zh-CN")
                        .baseUrl("https://news.example")
                        .timeZone("UTC")
                        .permalink("pretty")
                        .pageSize(20)
                        .build());
        assertThat(Json.read(Json.bytes(settings), SiteSettings.class)).isEqualTo(settings);
    }

    @ParameterizedTest
    @CsvSource({
        "language, zh_CN",
        "language, en-",
        "language, 'en-\"><script>'",
        "baseUrl, news.example",
        "baseUrl, https://news.example/blog",
        "baseUrl, javascript:alert(1)",
        "timeZone, Mars/Olympus",
        "permalink, /:titel",
        "permalink, /../:title",
        "pageSize, 101",
        "pageSize, -1"
    })
    void aWrongFieldIsNamed(String field, String wrong) {
        SiteSettingsBuilder site = SiteSettings.builder();
        switch (field) {
            case "language" -> site.language(wrong);
            case "baseUrl" -> site.baseUrl(wrong);
            case "timeZone" -> site.timeZone(wrong);
            case "permalink" -> site.permalink(wrong);
            case "pageSize" -> site.pageSize(Integer.parseInt(wrong));
            default -> throw new AssertionError(field);
        }
        assertThatIllegalArgumentException().isThrownBy(site::build).withMessageStartingWith(field + ": ");
    }

    @Test
    void whatIsNotGivenStaysOutOfTheJson() {
        assertThat(Json.text(SiteSettings.DEFAULT)).isEqualTo("""
                {"title":"Dibao","description":"","language":"zh-CN","baseUrl":"http://localhost:8080","timeZone":"Asia/Shanghai",\
                "permalink":"/:categories/:year/:month/:day/:title.html","pageSize":20}""");
        SiteSettings same = Json.read("""
                {"categories":{},"formerHosts":[],"feed":{"content":"full"},"look":{"indent":false},"imprint":{},"logo":" "}""", SiteSettings.class);
        assertThat(same).isEqualTo(SiteSettings.DEFAULT);
        assertThat(Json.text(same)).isEqualTo(Json.text(SiteSettings.DEFAULT));
        assertThat(Json.text(Json.read("{\"menu\":[]}", SiteSettings.class)))
                .as("no menu is not the same as one made of pages")
                .contains("\"menu\":[]");
    }

    @Test
    void termsHaveNamesOfTheirOwnAndMayBeMerged() {
        SiteSettings site = categories(Map.of(
                "dazhongribao",
                new Term("大众日报新闻", null, null),
                "a",
                new Term("A", null, "b"),
                "b",
                new Term(null, null, "c"),
                "x",
                new Term(null, null, "dazhongribao")));
        assertThat(site.termName(Term.Kind.CATEGORY, "dazhongribao")).isEqualTo("大众日报新闻");
        assertThat(site.termName(Term.Kind.CATEGORY, "X!")).isEqualTo("大众日报新闻");
        assertThat(site.termName(Term.Kind.CATEGORY, "Else Where")).isEqualTo("Else Where");
        assertThat(site.termName(Term.Kind.TAG, "dazhongribao")).isEqualTo("dazhongribao");
        assertThat(site.resolvedSlug(Term.Kind.CATEGORY, "a"))
                .as("chains are followed")
                .isEqualTo("c");
        assertThat(site.categories().get("a").mergedInto()).isEqualTo("c");
        assertThat(site.termName(Term.Kind.CATEGORY, "A"))
                .as("of the target, not of what is merged")
                .isEqualTo("c");
        assertThat(Json.read(Json.bytes(site), SiteSettings.class)).isEqualTo(site);
    }

    @Test
    void mergingInACircleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> categories(Map.of("a", new Term(null, null, "a"))))
                .withMessageStartingWith("categories.a.mergedInto: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> categories(Map.of(
                        "a",
                        new Term(null, null, "b"),
                        "b",
                        new Term(null, null, "c"),
                        "c",
                        new Term(null, null, "b"))))
                .withMessageMatching("categories\\.[abc]\\.mergedInto: .*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'categories':{'Foo Bar':{'name':'x'}}}            | categories: the key",
                "{'tags':{'x':null}}                                | tags.x: ",
                "{'authors':{'x':{'mergedInto':'Not A Slug'}}}      | authors.x.mergedInto: ",
                "{'categories':{'x':{}}}                            | name: ",
                "{'formerHosts':['https://old.example']}            | formerHosts: ",
                "{'menu':[{'title':'x','href':'javascript:x'}]}     | href: ",
                "{'menu':[{'title':'x','href':'//elsewhere'}]}      | href: ",
                "{'menu':[{'href':'/x'}]}                           | title: ",
                "{'feed':{'size':101}}                              | size: ",
                "{'look':{'accent':'red'}}                          | accent: ",
                "{'imprint':{'icp':'a\\nb'}}                      | icp: ",
                "{'logo':'data:x'}                                  | logo: "
            })
    void whatIsWrongInThePartsIsNamed(String json, String begin) {
        assertThatThrownBy(() -> Json.read(json.replace('\'', '"'), SiteSettings.class))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(begin);
    }

    @Test
    void listsAndMapsHaveLimits() {
        Map<String, Term> many = new HashMap<>();
        IntStream.rangeClosed(0, SiteSettings.MAX_TERMS).forEach(i -> many.put("c" + i, new Term("C" + i, null, null)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> categories(many))
                .withMessageStartingWith("categories: there are 5001; at most 5000 are allowed");
        List<MenuItem> links = Collections.nCopies(SiteSettings.MAX_MENU + 1, new MenuItem("x", "/x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SiteSettings.builder().menu(links).build())
                .withMessageStartingWith("menu: there are more than 30 links");
        String hosts = IntStream.rangeClosed(0, SiteSettings.MAX_FORMER_HOSTS)
                .mapToObj(i -> "\"h" + i + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        assertThatThrownBy(() -> Json.read("{\"formerHosts\":" + hosts + "}", SiteSettings.class))
                .rootCause()
                .hasMessageStartingWith("formerHosts: there are 51; at most 50 are allowed");
    }

    private static SiteSettings categories(Map<String, Term> categories) {
        return SiteSettings.builder().categories(categories).build();
    }
}
