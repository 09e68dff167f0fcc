package org.dibao.delivery.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dibao.contract.json.Json;
import org.dibao.delivery.articles.Story;
import org.dibao.delivery.targets.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules that each product documents, one by one. */
class TemplateTest {
    private static final Templates TEMPLATES = new Templates(null);
    private static final Story FERRY = story("早班渡轮 *停航* <@all> [x](http://evil.example)", "大雾。");

    private static Story story(String title, String excerpt) {
        return new Story(
                "published",
                title,
                "https://gazette.example/2026/11/28/a_(b).html",
                excerpt,
                List.of("王小明", "@everyone"),
                List.of("river"),
                List.of("fog"),
                "2026-11-28",
                "River Gazette",
                "zh-CN");
    }

    private static JsonNode body(String template, Story story) {
        return TEMPLATES.named(template).orElseThrow().body(story);
    }

    @Test
    void wecomIsSentNews() {
        assertThat(body("wecom", FERRY)).isEqualTo(Json.read("""
                {"msgtype":"news","news":{"articles":[{"title":"新文章 | 早班渡轮 *停航* <@all> [x](http://evil.example)",
                "description":"大雾。","url":"https://gazette.example/2026/11/28/a_%28b%29.html"}]}}
                """, JsonNode.class));
    }

    @Test
    void dingtalkIsSentALink() {
        JsonNode link = body("dingtalk", FERRY).path("link");
        assertThat(body("dingtalk", FERRY).path("msgtype").asString()).isEqualTo("link");
        assertThat(link.path("title").asString()).startsWith("新文章 | 早班渡轮 *停航*");
        assertThat(link.path("messageUrl").asString()).isEqualTo("https://gazette.example/2026/11/28/a_%28b%29.html");
    }

    @Test
    void feishuIsSentAPost() {
        JsonNode post = body("feishu", FERRY).at("/content/post/zh_cn");
        assertThat(post.at("/content/0/0/tag").asString()).isEqualTo("a");
        assertThat(post.at("/content/0/0/text").asString()).isEqualTo(FERRY.title());
        assertThat(post.at("/content/1/0/text").asString()).isEqualTo("大雾。");
    }

    @Test
    void inSlackNothingIsMarkup() {
        JsonNode slack = body("slack", story("<!channel> & <https://evil.example|here>", "a & b"));
        assertThat(slack.path("text").asString())
                .isEqualTo("新文章: &lt;!channel&gt; &amp; &lt;https://evil.example|here&gt;"
                        + " https://gazette.example/2026/11/28/a_%28b%29.html");
        assertThat(slack.at("/blocks/0/elements/0/elements/2/text").asString())
                .isEqualTo("<!channel> & <https://evil.example|here>");
    }

    @Test
    void teamsIsSentAnAdaptiveCard() {
        JsonNode card = body("teams", FERRY).at("/attachments/0/content");
        assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.at("/body/0/type").asString()).isEqualTo("RichTextBlock"); // its runs are plain text
        assertThat(card.at("/actions/0/url").asString()).startsWith("https://gazette.example/");
    }

    @Test
    void inDiscordMarkdownIsEscapedAndNobodyIsMentioned() {
        JsonNode discord = body("discord", story("*bold* _it_ `code` [x](y) <@1> ~~no~~ ||spoiler|| # > -", "\\ 大雾"));
        assertThat(discord.at("/embeds/0/title").asString())
                .isEqualTo(
                        "\\*bold\\* \\_it\\_ \\`code\\` \\[x\\]\\(y\\) \\<\\@1\\> \\~\\~no\\~\\~ \\|\\|spoiler\\|\\| \\# \\> \\-");
        assertThat(discord.at("/embeds/0/description").asString()).isEqualTo("\\\\ 大雾");
        assertThat(discord.at("/allowed_mentions/parse").isEmpty()).isTrue();
        assertThat(discord.at("/allowed_mentions/parse").isArray()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "wecom,    /news/articles/0/title,       bytes,      128",
        "wecom,    /news/articles/0/description, bytes,      512",
        "dingtalk, /link/text,                   characters, 500",
        "discord,  /embeds/0/title,              characters, 256",
        "discord,  /embeds/0/description,        characters, 4096",
        "slack,    /text,                        characters, 4000"
    })
    void aTextThatIsTooLongIsCutToFit(String template, String member, String unit, int limit) {
        for (String letter : List.of("邸", "a", "😀", "*", "&", "邸*😀a")) {
            String text = body(template, story(letter.repeat(9_000), letter.repeat(9_000)))
                    .at(member)
                    .asString();
            int length = unit.equals("bytes") ? text.getBytes(StandardCharsets.UTF_8).length : text.length();
            assertThat(length).as("%s of %s", member, letter).isBetween(limit - 12, limit);
            assertThat(text).contains("…");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue(); // no half characters
        }
    }

    @ParameterizedTest
    @CsvSource({"wecom, 8192", "dingtalk, 20000", "feishu, 20480", "slack, 40000", "teams, 28672", "discord, 24000"})
    void aWholeMessageFits(String template, int limit) {
        Story huge = new Story(
                "published",
                "题".repeat(50_000),
                "https://gazette.example/a.html",
                "文".repeat(50_000),
                List.of("人".repeat(50_000)),
                List.of("类".repeat(9_000)),
                List.of(),
                "2026-11-28",
                "站".repeat(9_000),
                "zh");
        assertThat(Json.bytes(body(template, huge)).length).isLessThanOrEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wecom", "dingtalk", "feishu", "slack", "teams", "discord"})
    void aWithdrawnArticleHasNoTextAndAnUntoldEventIsNotSent(String template) {
        Story withdrawn = new Story(
                "withdrawn",
                "/2026/ferry.html",
                "https://gazette.example/2026/ferry.html",
                "",
                List.of(),
                List.of(),
                List.of(),
                "",
                "River Gazette",
                "fr");
        assertThat(body(template, withdrawn).toString()).contains("/2026/ferry").containsAnyOf("Withdrawn", "已撤下");
        Template it = TEMPLATES.named(template).orElseThrow();
        assertThat(it.tells("published")).isTrue();
        assertThat(it.tells("site-changed")).isFalse();
        assertThat(it.tells("drafted")).isFalse();
        assertThat(it.hosts()).isNotEmpty();
        assertThat(it.documentation()).startsWith("https://");
    }

    /** Answers as the products give them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wecom    | 200 | {"errcode":0,"errmsg":"ok"}                                           | delivered
            wecom    | 200 | {"errcode":45009,"errmsg":"api freq out of limit"}                    | too many
            wecom    | 200 | {"errcode":93000,"errmsg":"invalid webhook url"}                      | gone
            wecom    | 200 | {"errcode":40008,"errmsg":"invalid message type"}                     | failed
            wecom    | 200 | <html>                                                                | failed
            wecom    | 502 | {"errcode":0}                                                         | failed
            dingtalk | 200 | {"errcode":0,"errmsg":"ok"}                                           | delivered
            dingtalk | 200 | {"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"} | too many
            dingtalk | 200 | {"errcode":310000,"errmsg":"sign not match"}                          | failed
            dingtalk | 200 | {"errcode":300001,"errmsg":"token is not exist"}                      | gone
            feishu   | 200 | {"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"} | delivered
            feishu   | 200 | {"code":9499,"msg":"Bad Request","data":{}}                           | failed
            feishu   | 200 | {"code":9499,"msg":"too many request","data":{}}                      | too many
            feishu   | 200 | {"code":11232,"msg":"frequency limited"}                              | too many
            feishu   | 200 | {"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"} | failed
            feishu   | 200 | {"code":19001,"msg":"param invalid: incoming webhook access token invalid"} | gone
            slack    | 200 | ok                                                                    | delivered
            slack    | 429 | {"ok":false,"error":"rate_limited"}                                   | too many
            slack    | 404 | no_service                                                            | gone
            slack    | 410 | channel_is_archived                                                   | gone
            slack    | 400 | invalid_payload                                                       | failed
            teams    | 202 | ''                                                                    | delivered
            teams    | 429 | ''                                                                    | too many
            teams    | 404 | ''                                                                    | failed
            discord  | 204 | ''                                                                    | delivered
            discord  | 429 | {"message":"You are being rate limited.","retry_after":0.5,"global":false} | too many
            discord  | 404 | {"message":"Unknown Webhook","code":10015}                            | gone
            discord  | 400 | {"embeds":["0"]}                                                      | failed
            """)
    void whatAnAnswerMeans(String template, int status, String answer, String meaning) {
        Answers answers = TEMPLATES.named(template).orElseThrow().answers();
        String found = answers.isDelivered(status, answer)
                ? "delivered"
                : answers.isGone(status, answer) ? "gone" : answers.isTooMany(status, answer) ? "too many" : "failed";
        assertThat(found).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource({"wecom, 20", "dingtalk, 20", "feishu, 100", "slack, 60", "teams, 60", "discord, 30"})
    void messagesAreSpreadOverTheMinute(String template, int perMinute) {
        assertThat(TEMPLATES.named(template).orElseThrow().perMinute()).isEqualTo(perMinute);
        Pace pace = new Pace();
        long now = System.nanoTime();
        for (int i = 0; i < perMinute; i++) {
            assertThat(pace.take("a", perMinute, now))
                    .isEqualTo(Duration.ofMinutes(1).dividedBy(perMinute).multipliedBy(i));
        }
        assertThat(pace.take("a", perMinute, now))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(59)); // nothing more within it
        assertThat(pace.take("b", perMinute, now)).isZero();
        assertThat(pace.take("a", perMinute, now + Duration.ofMinutes(5).toNanos()))
                .isZero();
    }

    /** Worked out by the programs in the products' documentation. */
    @Test
    void signatures() {
        Instant at = Instant.ofEpochSecond(1_700_000_000);
        assertThat(Sign.DINGTALK.target(
                        URI.create("https://oapi.dingtalk.com/robot/send?access_token=x"), "SECabc", at))
                .hasToString("https://oapi.dingtalk.com/robot/send?access_token=x&timestamp=1700000000000&sign="
                        + "jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM%3D");
        ObjectNode body = Json.mapper().createObjectNode();
        Sign.FEISHU.body(body, "abc", at);
        assertThat(body.toString())
                .isEqualTo("{\"timestamp\":\"1700000000\",\"sign\":\"VIS10b0EBvzzSdFnuk4tznEmK5wHaruvf/WnViv2yR4=\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            title: X                                                                        | per-minute
            title: X\\nper-minute: 0                                                        | per-minute
            title: X\\nper-minute: 1\\nmax-bytes: 9                                         | labels
            title: X\\nper-minute: 1\\nmax-bytes: 9\\nlabels: {en: {published: N}}          | body
            title: X\\nper-minute: 1\\nmax-bytes: 9\\nlabels: {en: {published: N}}\\nbody: {a: '{{colour}}'} | {{colour}}
            title: X\\nper-minute: 1\\nmax-bytes: 9\\nlabels: {en: {published: N}}\\nbody: {a: b}\\nlimits: [{member: c, bytes: 5}] | no string c
            title: X\\nper-minute: 1\\nmax-bytes: 9\\nlabels: {en: {published: N}}\\nbody: {a: b}\\ncolour: red | colour
            title: [                                                                        | mine.yml
            """)
    void aFileThatCannotBeUsedIsNamedWithTheReason(String yaml, String reason) {
        assertThatThrownBy(() -> Templates.parse("mine.yml", yaml.replace("\\n", "\n")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mine.yml")
                .hasMessageContaining(reason);
    }
}
