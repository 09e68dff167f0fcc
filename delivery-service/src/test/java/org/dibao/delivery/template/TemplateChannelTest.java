package org.dibao.delivery.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.delivery.articles.StoreAt;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.delivery.targets.Listener;
import org.dibao.delivery.targets.Opened;
import org.dibao.eventlog.publicevents.LogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TemplateChannelTest {
    private static final String OWN = """
            title: Our room
            per-minute: 600
            max-bytes: 1000
            labels: {en: {published: New, withdrawn: Gone}}
            signing: feishu
            headers: {X-Room: "7"}
            body: {text: "{{label}}: {{title}} {{{url}}} {{excerpt}}"}
            answers:
              delivered: {json: {ok: true}}
              too-many: [{json: {error: slow}}]
              gone: [{json: {error: gone}}]
              pause: PT30S
            """;

    @TempDir
    Path folder;

    @RegisterExtension
    final Opened opened = new Opened();

    @Test
    void anOperatorsTemplateIsFilledSignedAndSent() throws Exception {
        Listener room = opened.keep(Listener.answering(json("{\"ok\":true}")));

        Answer answer = channel()
                .send(to(room).options(Map.of("secret", "abc")).build(), message("published"))
                .block();

        assertThat(answer.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(answer.requestLine()).doesNotContain("s3cret").endsWith("/(hidden)");
        String request = room.requests().getFirst();
        assertThat(request)
                .startsWith("POST /room/s3cret HTTP/1.1")
                .contains("X-Room: 7\r\n")
                .contains("\"text\":\"New: Fog https://gazette.example/2026/fog.html It is foggy.\"")
                .contains("\"sign\":\"");
    }

    @Test
    void answersMeanWhatTheFileSays() throws Exception {
        assertThat(answered("{\"error\":\"slow\"}"))
                .satisfies(it -> assertThat(it.verdict()).isEqualTo(Verdict.RETRY))
                .satisfies(it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
        assertThat(answered("{\"error\":\"gone\"}").verdict()).isEqualTo(Verdict.GONE);
        assertThat(answered("{\"error\":\"other\"}"))
                .satisfies(it -> assertThat(it.verdict()).isEqualTo(Verdict.RETRY))
                .satisfies(it -> assertThat(it.excerpt()).contains("other"))
                .satisfies(it -> assertThat(it.failure()).contains("Our room"));
    }

    @Test
    void anEventWithoutALabelOrOfAnImportIsNotSent() throws Exception {
        Listener room = opened.keep(Listener.answering(json("{\"ok\":true}")));

        assertThat(channel().send(to(room).build(), message("revised")).block().verdict())
                .isEqualTo(Verdict.SKIPPED);
        assertThat(channel()
                        .send(to(room).build(), message("published", true))
                        .block()
                        .verdict())
                .isEqualTo(Verdict.SKIPPED);
        assertThat(room.requests()).isEmpty();
    }

    @Test
    void anAddressOfAnotherHostIsRefused() throws Exception {
        TemplateChannel channel = channel();
        assertThat(channel.serves("template:wecom")).isTrue();
        assertThat(channel.serves("template:nothing")).isFalse();
        assertThat(channel.serves("webhook")).isFalse();
        refused(channel, "target", of("wecom", "https://example.com/cgi-bin/webhook/send?key=x"));
        refused(channel, "target", of("wecom", "https://qyapi.weixin.qq.com.example.com/"));
        refused(channel, "target", of("teams", "https://logic.azure.com/"));
        refused(
                channel,
                "options.secret",
                SubscriptionBuilder.builder(of("wecom", "https://qyapi.weixin.qq.com/x"))
                        .options(Map.of("secret", "x"))
                        .build());
        refused(
                channel,
                "headers",
                SubscriptionBuilder.builder(of("wecom", "https://qyapi.weixin.qq.com/x"))
                        .headers(Map.of("X", "x"))
                        .build());
        channel.check(of("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x"));
        channel.check(of("teams", "https://prod-1.westeurope.logic.azure.com:443/workflows/x"));
        channel.check(SubscriptionBuilder.builder(of("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=x"))
                .options(Map.of("secret", "SECx"))
                .build());
    }

    private static void refused(TemplateChannel channel, String field, Subscription subscription) {
        assertThatThrownBy(() -> channel.check(subscription))
                .isInstanceOfSatisfying(
                        InvalidSubscription.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    private Answer answered(String body) throws Exception {
        Listener room = opened.keep(Listener.answering(json(body)));
        return channel().send(to(room).build(), message("published")).block();
    }

    private static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private TemplateChannel channel() throws Exception {
        Files.writeString(folder.resolve("ours.yml"), OWN);
        StoreAt store = opened.keep(StoreAt.answering("{\"id\":\"fog\",\"excerpt\":\"It is\\n foggy.\"}"));
        return new TemplateChannel(new TemplateSettings(folder), opened.client(), opened.keep(store.articles()));
    }

    private static SubscriptionBuilder to(Listener room) {
        return SubscriptionBuilder.builder(of("ours", "http://127.0.0.1:" + room.port() + "/room/s3cret"));
    }

    private static Subscription of(String template, String target) {
        return SubscriptionBuilder.builder()
                .id("sub_1")
                .name("room")
                .kind("template:" + template)
                .target(URI.create(target))
                .payload(Subscription.Payload.THIN)
                .ordering(Subscription.Ordering.ARTICLE)
                .maxConcurrent(1)
                .after(Position.NONE)
                .createdAt(Instant.EPOCH)
                .build();
    }

    private static Message message(String outcome) {
        return message(outcome, false);
    }

    private static Message message(String outcome, boolean imported) {
        LogEvent event = LogEvent.of(Json.read("""
                {"position":7,"at":"2026-11-28T08:00:00Z","result":{"outcome":"%s","status":201,"article":"fog","revision":1,
                 "path":"/2026/fog.html"},
                 "card":{"title":"Fog","date":"2026-11-28T09:00:00+08:00","modifiedAt":"2026-11-28T08:00:00Z"},"purge":[],"imported":%s}
                """.formatted(outcome, imported), Publication.class));
        return new Message(event, false, "evt_7", "{}".getBytes(StandardCharsets.UTF_8), Instant.now(), 1);
    }
}
