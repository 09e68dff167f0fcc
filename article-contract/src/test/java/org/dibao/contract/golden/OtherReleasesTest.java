package org.dibao.contract.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.contract.GoldenFiles;
import org.dibao.contract.Schemas;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.contract.wire.Unreadable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rule by which records change (docs/adr/0009), with made-up releases: an earlier one that did not know a member yet, a
 * later one that knows more, and one with a new version.
 */
class OtherReleasesTest {
    private static final List<String> KINDS =
            List.of("submission", "article-event", "publication", "publication-with-before");

    /** An earlier release's record: this one, without a member that the schema does not require. */
    @TestFactory
    Stream<DynamicTest> aRecordWithoutWhatCameLaterIsRead() {
        return eachGoldenFile((version, kind, golden) -> {
            for (String member : members(golden)) {
                JsonNode earlier = without(golden, member);
                if (Schemas.errors(version, schema(kind), earlier).isEmpty()) {
                    JsonNode read = Json.mapper().readTree(Json.bytes(read(kind, headers(kind, golden), earlier)));
                    assertThat(without(read, member))
                            .as("nothing else changes without %s", member)
                            .isEqualTo(earlier);
                }
            }
        });
    }

    /** A later release's record of this version: it has members everywhere that this release does not know. */
    @TestFactory
    Stream<DynamicTest> aRecordWithWhatComesLaterIsReadAsIfItWereNotThere() {
        return eachGoldenFile((version, kind, golden) -> {
            JsonNode later = golden.deepCopy();
            extend(later);

            assertThat(Schemas.errors(version, schema(kind), later)).isEmpty();
            assertThat(read(kind, headers(kind, golden), later)).isEqualTo(read(kind, headers(kind, golden), golden));
        });
    }

    /**
     * A release that changes what a member means, or adds a kind of record, writes the next version. Whoever reads it decides what
     * becomes of it, and can say what this release lacks.
     */
    @TestFactory
    Stream<DynamicTest> aRecordOfTheNextVersionIsNeitherReadNorTakenForUnreadable() {
        return eachGoldenFile((version, kind, golden) -> {
            Map<String, String> headers = new HashMap<>(headers(kind, golden));
            String name = String.valueOf(headers.get("ce_type")).replaceFirst("\\." + version + "$", "");
            headers.put("ce_type", name + "." + next(version));

            assertThatThrownBy(() -> read(kind, headers, golden))
                    .isInstanceOfSatisfying(
                            NewerVersion.class,
                            newer -> assertThat(newer.unknown())
                                    .isEqualTo("this release does not know version "
                                            + next(version).substring(1) + " of " + name));
        });
    }

    private static String next(String version) {
        return "v" + (Integer.parseInt(version.substring(1)) + 1);
    }

    /** Why a new kind of record needs the next version: within this one it would be lost as unreadable. */
    @Test
    void aKindThatThisVersionDoesNotHaveIsUnreadable() {
        ObjectNode event =
                (ObjectNode) GoldenFiles.read("article-event", "published").deepCopy();
        Map<String, String> headers = new HashMap<>(headers("article-event", event));
        ((ObjectNode) event.get("outcome")).put("type", "printed");
        headers.put("ce_type", "org.dibao.article.printed.v1");

        assertThatThrownBy(() -> read("article-event", headers, event)).isInstanceOf(Unreadable.class);
        headers.put("ce_type", "org.dibao.article.printed.v2");
        assertThatThrownBy(() -> read("article-event", headers, event)).isInstanceOf(NewerVersion.class);
    }

    private interface Check {
        void of(String version, String kind, JsonNode golden) throws Exception;
    }

    private static Stream<DynamicTest> eachGoldenFile(Check check) {
        return KINDS.stream()
                .flatMap(kind -> GoldenFiles.names(kind).stream()
                        .map(name -> DynamicTest.dynamicTest(
                                kind + " " + name,
                                () -> check.of(GoldenFiles.version(kind, name), kind, GoldenFiles.read(kind, name)))));
    }

    private static String schema(String kind) {
        return kind.replace("-with-before", "");
    }

    private static Map<String, String> headers(String kind, JsonNode record) {
        String json = record.toString();
        EventMessage message = switch (schema(kind)) {
            case "submission" -> Codec.write(Json.read(json, Submission.class));
            case "article-event" -> Codec.write(Json.read(json, ArticleEvent.class));
            default -> Codec.write(Json.read(json, Publication.class));
        };
        return message.headers();
    }

    private static Object read(String kind, Map<String, String> headers, JsonNode record) throws Unreadable {
        byte[] value = Json.bytes(record);
        return switch (schema(kind)) {
            case "submission" -> Codec.readSubmission(headers, value);
            case "article-event" -> Codec.readEvent(headers, value);
            default -> Codec.readPublication(headers, value);
        };
    }

    /** The pointers of all members of all objects, except those that a publisher named. */
    private static List<String> members(JsonNode record) {
        List<String> members = new ArrayList<>();
        collect("", record, members);
        return members;
    }

    private static void collect(String at, JsonNode node, List<String> into) {
        if (node.isObject() && !isNamedByPublishers(at)) {
            node.forEachEntry((name, value) -> {
                String member = at + "/" + name.replace("~", "~0").replace("/", "~1");
                into.add(member);
                collect(member, value, into);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(at + "/" + i, node.get(i), into);
            }
        }
    }

    private static JsonNode without(JsonNode record, String member) {
        JsonNode copy = record.deepCopy();
        int last = member.lastIndexOf('/');
        if (copy.at(member.substring(0, last)) instanceof ObjectNode object) {
            object.remove(member.substring(last + 1).replace("~1", "/").replace("~0", "~"));
        }
        return copy;
    }

    private static boolean isNamedByPublishers(String at) {
        return at.matches(".*/(extra|settings/(categories|tags|authors))(/.*)?");
    }

    private static void extend(JsonNode record) {
        List<JsonNode> objects = new ArrayList<>(List.of(record));
        for (String member : members(record)) {
            JsonNode value = record.at(member);
            if (value.isObject() && !isNamedByPublishers(member)) {
                objects.add(value);
            }
        }
        for (JsonNode object : objects) {
            ArrayNode added = ((ObjectNode) object).putArray("addedLater");
            added.addObject().put("deep", 1);
        }
    }
}
