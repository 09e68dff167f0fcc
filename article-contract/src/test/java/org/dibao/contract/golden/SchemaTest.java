package org.dibao.contract.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dibao.contract.EveryField;
import org.dibao.contract.GoldenFiles;
import org.dibao.contract.Schemas;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.Origin;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.article.Source;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.Former;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.Appearance;
import org.dibao.contract.site.FeedSettings;
import org.dibao.contract.site.Imprint;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SchemaTest {
    @TestFactory
    Stream<DynamicTest> everyGoldenFileIsAsItsSchemaSays() {
        return Stream.of("submission", "article-event", "publication", "publication-with-before")
                .flatMap(kind -> GoldenFiles.names(kind).stream()
                        .map(name -> DynamicTest.dynamicTest(
                                kind + " " + name,
                                () -> assertThat(Schemas.errors(
                                                GoldenFiles.version(kind, name),
                                                kind.replace("-with-before", ""),
                                                GoldenFiles.read(kind, name)))
                                        .isEmpty())));
    }

    @ParameterizedTest(name = "{0} {1} without {2}")
    @CsvSource({
        "submission,submit,/type",
        "submission,submit,/request",
        "submission,submit,/article",
        "submission,submit,/given",
        "submission,submit,/html",
        "submission,submit,/given/title",
        "submission,submit,/given/source",
        "submission,submit,/given/source/text",
        "submission,submit,/request/by",
        "submission,submit,/request/receivedAt",
        "submission,withdraw,/article",
        "submission,change-site,/settings",
        "submission,submit-guarded,/request/idempotency/key",
        "article-event,published,/position",
        "article-event,published,/at",
        "article-event,published,/outcome",
        "article-event,published,/outcome/type",
        "article-event,published,/outcome/article/html",
        "article-event,moved,/outcome/before",
        "article-event,withdrawn,/outcome/before/listed",
        "article-event,withdrawn,/outcome/before/card",
        "article-event,rejected,/outcome/problem",
        "article-event,repeated,/outcome/result/status",
        "article-event,unreadable,/outcome/reason",
        "publication,published,/result",
        "publication,published,/purge",
        "publication,published,/card/title",
        "publication,rejected,/result/outcome",
        "submission,submit-scheduled,/timed",
        "submission,submit-scheduled,/article",
        "submission,move,/moves",
        "submission,move,/article",
        "submission,change-article,/keeps",
        "submission,appointment,/at",
        "submission,appointment,/request/receivedAt",
        "article-event,scheduled,/outcome/type",
        "publication,scheduled,/result/outcome",
        "submission,erase,/article",
        "article-event,erased,/outcome/before",
        "publication,erased,/result/article",
        "submission,keep-file,/content",
        "submission,keep-file,/content/hash",
        "submission,remove-file,/path",
        "article-event,file-published,/outcome/content",
        "article-event,file-revised,/outcome/before",
        "publication,file-published,/result/file"
    })
    void theSchemaRefusesARecordWithoutAMember(String kind, String name, String member) {
        ObjectNode record = (ObjectNode) GoldenFiles.read(kind, name);
        int last = member.lastIndexOf('/');
        assertThat(((ObjectNode) record.at(member.substring(0, last))).remove(member.substring(last + 1)))
                .isNotNull();

        assertThat(Schemas.errors(GoldenFiles.version(kind, name), kind, record))
                .isNotEmpty();
    }

    @ParameterizedTest(name = "{0} {1} with {2} = {3}")
    @CsvSource({
        "submission,submit,/type,burn",
        "submission,submit,/request/receivedAt,yesterday",
        "submission,submit,/article,a/b",
        "submission,submit,/given/date,2022-02-17",
        "submission,submit,/given/source/format,docx",
        "article-event,published,/outcome/type,printed",
        "article-event,published,/outcome/article/path,no-slash",
        "article-event,rejected,/outcome/problem/type,unknown",
        "publication,published,/result/outcome,printed",
        "publication,published,/at,2022-02-17T06:20:00",
        "submission,submit-scheduled,/given/withdrawAt,tomorrow",
        "submission,appointment,/action,print",
        "article-event,scheduled,/outcome/type,drafted",
        "publication,scheduled,/result/outcome,drafted"
    })
    void theSchemaRefusesARecordWithAWrongMember(String kind, String name, String member, String wrong) {
        ObjectNode record = (ObjectNode) GoldenFiles.read(kind, name);
        int last = member.lastIndexOf('/');
        ((ObjectNode) record.at(member.substring(0, last))).put(member.substring(last + 1), wrong);

        assertThat(Schemas.errors(GoldenFiles.version(kind, name), kind, record))
                .isNotEmpty();
    }

    /** A reader of version 1 does not have to know what began with version 2. */
    @ParameterizedTest
    @CsvSource({
        "submission,appointment",
        "article-event,scheduled",
        "publication,scheduled",
        "submission,erase",
        "article-event,erased",
        "publication,erased",
        "submission,keep-file",
        "submission,remove-file",
        "article-event,file-published",
        "article-event,file-revised",
        "article-event,file-withdrawn",
        "publication,file-published",
    })
    void aKindOfVersion2IsNoneOfVersion1(String kind, String name) {
        assertThat(GoldenFiles.version(kind, name)).isEqualTo("v2");
        assertThat(Schemas.errors("v1", kind, GoldenFiles.read(kind, name))).isNotEmpty();
    }

    @Test
    void membersAddedWithinAVersionAreAllowed() {
        ObjectNode record = (ObjectNode) GoldenFiles.read("publication", "published");
        record.put("added", "later");

        assertThat(Schemas.errors("v1", "publication", record)).isEmpty();
    }

    @Test
    void theSchemaNamesEveryProblemAndOutcomeThatThereIs() {
        JsonNode definitions = Schemas.node("v1/common.json").get("$defs");

        assertThat(texts(definitions.at("/problem/properties/type/enum")))
                .containsExactlyElementsOf(
                        Stream.of(Problem.Type.values()).map(Problem.Type::slug).toList());
        assertThat(texts(definitions.at("/result/properties/outcome/enum")))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Result.Kind.values())
                        .map(Result.Kind::wireName)
                        .toList());
        assertThat(texts(Schemas.node("v1/publication.json").at("/properties/result/properties/outcome/enum")))
                .containsExactlyElementsOf(Stream.of(Result.Kind.values())
                        .filter(kind -> kind != Result.Kind.SCHEDULED && kind != Result.Kind.ERASED && !kind.isOfFile())
                        .map(Result.Kind::wireName)
                        .toList());
        JsonNode later = Schemas.node("v2/publication.json").get("oneOf");
        assertThat(later.at("/0/properties/result/properties/outcome/const"))
                .hasToString("\"" + Result.Kind.SCHEDULED.wireName() + "\"");
        assertThat(later.at("/1/properties/result/properties/outcome/const"))
                .hasToString("\"" + Result.Kind.ERASED.wireName() + "\"");
        assertThat(texts(later.at("/2/properties/result/properties/outcome/enum")))
                .containsExactlyElementsOf(Stream.of(Result.Kind.values())
                        .filter(Result.Kind::isOfFile)
                        .map(Result.Kind::wireName)
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void theSchemaNamesEveryFieldThatThereIs(Class<? extends Record> record, String file, String at) {
        assertThat(properties(file, at)).containsExactlyInAnyOrderElementsOf(EveryField.of(record));
    }

    static Stream<Arguments> theSchemaNamesEveryFieldThatThereIs() {
        return Stream.of(
                Arguments.of(Request.class, "submission.json", "/$defs/request"),
                Arguments.of(Idempotency.class, "submission.json", "/$defs/request/properties/idempotency"),
                Arguments.of(Preconditions.class, "submission.json", "/$defs/request/properties/preconditions"),
                Arguments.of(ArticleDraft.class, "submission.json", "/$defs/given"),
                Arguments.of(Source.class, "submission.json", "/$defs/given/properties/source"),
                Arguments.of(ArticleEvent.class, "article-event.json", ""),
                Arguments.of(Article.class, "article-event.json", "/$defs/article"),
                Arguments.of(PreviousState.class, "article-event.json", "/$defs/before"),
                Arguments.of(Publication.class, "publication.json", ""),
                Arguments.of(Card.class, "publication.json", "/properties/card"),
                Arguments.of(Former.class, "publication.json", "/properties/before"),
                Arguments.of(FileContent.class, "common.json", "/$defs/file"),
                Arguments.of(Origin.class, "common.json", "/$defs/origin"),
                Arguments.of(Result.class, "common.json", "/$defs/result"),
                Arguments.of(Problem.class, "common.json", "/$defs/problem"),
                Arguments.of(SiteSettings.class, "common.json", "/$defs/site"),
                Arguments.of(FeedSettings.class, "common.json", "/$defs/site/properties/feed"),
                Arguments.of(Appearance.class, "common.json", "/$defs/site/properties/look"),
                Arguments.of(Imprint.class, "common.json", "/$defs/site/properties/imprint"),
                Arguments.of(MenuItem.class, "common.json", "/$defs/site/properties/menu/items"),
                Arguments.of(Term.class, "common.json", "/$defs/terms/additionalProperties"));
    }

    /** The names of an object's members, with those of the objects that it is all of. */
    private static Set<String> properties(String file, String at) {
        JsonNode object = Schemas.node("v1/" + file).at(at);
        Set<String> names = new TreeSet<>(object.path("properties").propertyNames());
        for (JsonNode part : object.path("allOf").values()) {
            String[] ref = part.get("$ref").asString().split("#", 2);
            names.addAll(properties(ref[0].isEmpty() ? file : ref[0], ref[1]));
        }
        return names;
    }

    private static List<String> texts(JsonNode array) {
        return array.values().stream().map(JsonNode::asString).toList();
    }
}
