package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.EveryField;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.EventTypes;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsTest {
    private final Gateway gateway = Gateway.start(Map.of());

    @BeforeEach
    void aSiteWithoutAnAddress() {
        aNewSite(SiteSettings.DEFAULT);
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/openapi.json",
                "/api/asyncapi.json",
                "/api/docs",
                "/api/docs.css",
                "/api/schemas/v1/common.json"
            })
    void whoHasADocumentGets304(String path) {
        HttpResponse<String> first = gateway.get(path, "Origin", "https://other.example");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(first.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        String etag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = gateway.get(path, "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("ETag")).hasValue(etag);
        assertThat(gateway.get(path, "If-None-Match", "\"other\"").body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1/article-event",
                "v1/common",
                "v1/publication",
                "v1/submission",
                "v2/article-event",
                "v2/publication",
                "v2/submission"
            })
    void aSchemasIdIsItsOwnAddress(String name) {
        String path = "/api/schemas/" + name + ".json";
        HttpResponse<String> schema = gateway.get(path);

        assertThat(Gateway.json(schema).get("$id").stringValue())
                .isEqualTo(schema.uri().toString());
        assertThat(schema.body()).doesNotContain("dibao.org/schema");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/schemas/v1/other.json", "/api/schemas/v2/common.json", "/api/schemas/v3/submission.json"})
    void thereIsNoOtherSchema(String path) {
        assertThat(gateway.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void thePageShowsEveryOperationAndAsksNobodyElseForAnything() {
        HttpResponse<String> page = gateway.get("/api/docs");

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body())
                .doesNotContain("<script", " style=", " src=")
                .doesNotContainPattern("<link[^>]*href=\"(?!/api/)")
                .contains("href=\"/api/asyncapi.json\"", "id=\"schema-Receipt\"");
        for (JsonNode item : openApi().path("paths")) {
            item.propertyStream()
                    .filter(method -> !Set.of("head", "options").contains(method.getKey()))
                    .forEach(method -> assertThat(page.body())
                            .contains("<article id=\""
                                    + method.getValue().path("operationId").stringValue() + "\">"));
        }
        Matcher links = Pattern.compile("href=\"#([^\"]+)\"").matcher(page.body());
        while (links.find()) {
            assertThat(page.body()).contains("id=\"" + links.group(1) + "\"");
        }
    }

    @Test
    void theContentsAreFoldedUpWhereThereIsNoRoomBesideTheText() {
        String page = gateway.get("/api/docs").body();
        String style = gateway.get("/api/docs.css").body();

        assertThat(page)
                .containsOnlyOnce("<details>\n<summary>Contents</summary>")
                .containsOnlyOnce("</details>\n</nav>");
        assertThat(style).contains("::details-content").contains("nav li { break-inside: avoid; }");
    }

    @Test
    void everyAddressHasTheMethodsThatTheDocumentNames() {
        openApi().path("paths").forEachEntry((path, item) -> {
            Set<String> named = new TreeSet<>(item.propertyNames());
            named.remove("options");
            String target = path.replace("{name}", "submission.json")
                    .replace("{part}", "store")
                    .replaceAll("\\{[a-z]+}", "1");

            HttpResponse<String> options =
                    gateway.send(target, it -> it.method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

            assertThat(options.statusCode()).as(path).isEqualTo(204);
            assertThat(options.headers().firstValue("Allow").orElseThrow().split(", "))
                    .as(path)
                    .extracting(method -> method.toLowerCase(Locale.ROOT))
                    .containsExactlyInAnyOrderElementsOf(named);
        });
    }

    @Test
    void theDocumentNamesEveryProblemOutcomeAndSettingThatThereIs() {
        JsonNode schemas = openApi().at("/components/schemas");

        assertThat(texts(schemas.at("/Problem/properties/type/enum")))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("about:blank"),
                                Stream.of(Problem.Type.values()).map(Problem.Type::uri))
                        .toList());
        assertThat(texts(schemas.at("/Outcome/enum")))
                .containsExactlyElementsOf(Stream.of(Result.Kind.values())
                        .map(Result.Kind::wireName)
                        .toList());
        assertThat(schemas.at("/SiteSettings/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(EveryField.of(SiteSettings.class));
    }

    @Test
    void everyTypeOfRecordHasAMessageOnItsTopic() {
        JsonNode document = Gateway.json(gateway.get("/api/asyncapi.json"));

        assertThat(types(document, "articleEvents")).isEqualTo(typesOf(EventTypes::event));
        assertThat(types(document, "publications")).isEqualTo(typesOf(EventTypes::publication));
        assertThat(types(document, "articles"))
                .containsExactly(
                        "org.dibao.submission.appointment.v2",
                        "org.dibao.submission.change-article.v2",
                        "org.dibao.submission.change-site.v1",
                        "org.dibao.submission.erase.v2",
                        "org.dibao.submission.keep-file.v2",
                        "org.dibao.submission.move.v2",
                        "org.dibao.submission.remove-file.v2",
                        "org.dibao.submission.schedule.v2",
                        "org.dibao.submission.submit.v1",
                        "org.dibao.submission.withdraw.v1");
        assertThat(document.at("/servers/site/host").stringValue()).isEqualTo("127.0.0.1:" + gateway.port());
    }

    private static SortedSet<String> types(JsonNode document, String channel) {
        return document.at("/channels/" + channel + "/messages")
                .valueStream()
                .map(message -> document.at(message.path("$ref").stringValue().substring(1)))
                .map(message -> message.at("/headers/properties/ce_type/const").stringValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> typesOf(Function<Result.Kind, String> type) {
        return Stream.of(Result.Kind.values()).map(type).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void anUnknownParameterOfTheStreamIsToldWhichThereAre() {
        String detail = Gateway.json(gateway.get("/api/events?nonsense=1"))
                .get("detail")
                .stringValue();

        Set<String> named = openApi()
                .at("/paths/~1api~1events/get/parameters")
                .valueStream()
                .map(it -> openApi().at(it.path("$ref").stringValue().substring(1)))
                .filter(it -> it.path("in").stringValue().equals("query"))
                .map(it -> it.path("name").stringValue())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(detail).endsWith(String.join(", ", named));
    }

    @Test
    void theSitesOwnAddressIsUsedAndUntilItIsSetThatOfTheRequest() {
        assertThat(openApi().at("/servers/0/url").stringValue())
                .isEqualTo(gateway.at("").toString());

        aNewSite(SiteSettings.builder().baseUrl("https://paper.example").build());
        assertThat(openApi().at("/servers/0/url").stringValue()).isEqualTo("https://paper.example");
        assertThat(Gateway.json(gateway.get("/api/schemas/v1/common.json"))
                        .get("$id")
                        .stringValue())
                .isEqualTo("https://paper.example/api/schemas/v1/common.json");
    }

    private void aNewSite(SiteSettings settings) {
        gateway.store.answers(_ -> Reply.json(200, settings));
        gateway.publish(Samples.publication(
                gateway.log.nextPosition(), Samples.bare(Result.Kind.SITE_CHANGED, null, null, 200, null)));
    }

    private JsonNode openApi() {
        return Gateway.json(gateway.get("/api/openapi.json"));
    }

    private static Iterable<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }
}
