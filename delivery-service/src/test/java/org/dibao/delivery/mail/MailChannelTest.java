package org.dibao.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MailChannelTest {
    @RegisterExtension
    final Opened opened = new Opened();

    @Test
    void anEventIsMailedAsTextAndHtmlWithTheSameIdEachTime() throws Exception {
        GreenMail server = greenMail();
        MailChannel channel = channel(server.getSmtp().getPort(), "{\"id\":\"fog\",\"excerpt\":\"大雾\"}");

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(channel.send(to("mailto:desk@example.com"), message("早班\\r\\nBcc: all@example.com"))
                            .block()
                            .verdict())
                    .isEqualTo(Verdict.DELIVERED);
        }

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        MimeMessage mail = mails[0];
        assertThat(mail.getSubject()).isEqualTo("River Gazette: 早班 Bcc: all@example.com");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getHeader("To")).containsExactly("desk@example.com");
        assertThat(mail.getHeader("From")).containsExactly("River Gazette <news@gazette.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getMessageID())
                .isEqualTo("<evt_7.sub_1@gazette.example>")
                .isEqualTo(mails[1].getMessageID());
        assertThat(part(mail, 0))
                .contains("早班 Bcc: all@example.com\n")
                .contains("https://gazette.example/2026/fog.html")
                .contains("大雾");
        assertThat(part(mail, 1))
                .contains("<a href=\"https://gazette.example/2026/fog.html\">早班 Bcc: all@example.com</a>")
                .contains("<p>大雾</p>");
    }

    @Test
    void nobodyIsToldOfAnImport() {
        GreenMail server = greenMail();

        assertThat(channel(server.getSmtp().getPort(), "null")
                        .send(to("mailto:desk@example.com"), message("Fog", true))
                        .block()
                        .verdict())
                .isEqualTo(Verdict.SKIPPED);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aWholeArticleIsMailedWithAddressesThatWorkElsewhere() throws Exception {
        GreenMail server = greenMail();
        MailChannel channel = channel(
                server.getSmtp().getPort(),
                "{\"id\":\"fog\",\"html\":\"<p>See <a href=\\\"/map.html\\\">the map</a> &amp; <img src=\\\"a.png\\\"></p>\"}");

        channel.send(
                        SubscriptionBuilder.builder(to("mailto:desk@example.com"))
                                .payload(Subscription.Payload.WHOLE)
                                .build(),
                        message("<b>Fog</b>"))
                .block();

        String html = part(server.getReceivedMessages()[0], 1);
        assertThat(html)
                .contains("<a href=\"https://gazette.example/map.html\">the map</a>")
                .contains("src=\"https://gazette.example/2026/a.png\"")
                .contains("&lt;b&gt;Fog&lt;/b&gt;")
                .doesNotContain("<b>Fog");
        assertThat(part(server.getReceivedMessages()[0], 0)).contains("See the map &");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RCPT | 550 5.1.1 no such user    | GONE  | 550 | does not take mail for this address
            RCPT | 450 4.2.1 try later       | RETRY | 450 | does not take mail for this address
            MAIL | 451 4.3.0 out of order    | RETRY | 451 | refuses
            DATA | 554 5.7.1 spam            | RETRY | 554 | refuses the mail
            .    | 452 4.3.1 disk full       | RETRY | 452 | refuses the mail
            """)
    void whatTheServerSaysIsUnderstood(String at, String reply, Verdict verdict, int status, String failure) {
        Listener server = opened.keep(smtp(at, reply));

        Answer answer = channel(server.port(), "null")
                .send(to("mailto:desk@example.com"), message("Fog"))
                .block();

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.failure()).contains(failure);
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() {
        Listener silent = opened.keep(Listener.talking((in, _) -> in.readAllBytes()));

        Answer answer = channel(silent.port(), "null", "timeout", "300ms")
                .send(to("mailto:desk@example.com"), message("Fog"))
                .block(Duration.ofSeconds(10));

        assertThat(answer.verdict()).isEqualTo(Verdict.RETRY);
        assertThat(answer.failure()).isNotBlank();
    }

    @Test
    void aServerThatOffersNoStarttlsGetsNoMail() throws Exception {
        GreenMail server = greenMail();

        Answer answer = channel(server.getSmtp().getPort(), "null", "security", "starttls")
                .send(to("mailto:desk@example.com"), message("Fog"))
                .block();

        assertThat(answer.verdict()).isEqualTo(Verdict.RETRY);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailto:desk",
                "mailto:a@example.com,b@example.com",
                "mailto:a@example.com?bcc=b@example.com",
                "mailto:a@example.com%0d%0aBcc:b@example.com",
                "mailto:%22a%20b%22@example.com",
                "mailto:A%20%3Ca@example.com%3E",
                "mailto:a@b@example.com",
                "https://example.com/",
                "mailto:a@example..com",
                "mailto:-f@"
            })
    void aTargetIsOneMailbox(String target) {
        assertThatThrownBy(() -> channel(25, "null").check(to(target)))
                .isInstanceOfSatisfying(
                        InvalidSubscription.class, e -> assertThat(e.field()).isEqualTo("target"));
    }

    @Test
    void withoutAServerNothingCanBeSubscribedToByMail() {
        channel(25, "null").check(to("mailto:desk+news@example.com"));
        assertThatThrownBy(() -> channel(25, "null", "host", "").check(to("mailto:desk@example.com")))
                .isInstanceOfSatisfying(
                        InvalidSubscription.class, e -> assertThat(e.detail()).contains("dibao.delivery.mail.host"));
        assertThatThrownBy(() -> channel(25, "null", "from", "nobody"))
                .hasStackTraceContaining("dibao.delivery.mail.from is \"nobody\"; it must be");
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        BodyPart part = ((MimeMultipart) mail.getContent()).getBodyPart(index);
        return part.getContent().toString().replace("\r\n", "\n");
    }

    private GreenMail greenMail() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        opened.keep(server::stop);
        return server;
    }

    /** A server that answers one command, or the end of the mail, differently. */
    private static Listener smtp(String at, String reply) {
        return Listener.talking((in, out) -> {
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            out.write("220 mail.example\r\n".getBytes(StandardCharsets.UTF_8));
            boolean data = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (data && !line.equals(".")) {
                    continue;
                }
                String answer = line.startsWith(at) ? reply : line.startsWith("DATA") ? "354 go on" : "250 fine";
                data = answer.startsWith("354");
                out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        });
    }

    private MailChannel channel(int port, String article, String... given) {
        Map<String, String> values = new HashMap<>(Map.of(
                "dibao.delivery.mail.host", "127.0.0.1",
                "dibao.delivery.mail.port", Integer.toString(port),
                "dibao.delivery.mail.security", "none",
                "dibao.delivery.mail.from", "River Gazette <news@gazette.example>",
                "dibao.delivery.mail.per-minute", "60000"));
        for (int i = 0; i < given.length; i += 2) {
            values.put("dibao.delivery.mail." + given[i], given[i + 1]);
        }
        MailSettings settings = new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dibao.delivery.mail", Bindable.of(MailSettings.class));
        StoreAt store = opened.keep(StoreAt.answering(article + "\n"));
        return opened.keep(new MailChannel(settings, opened.keep(store.articles()), new SimpleMeterRegistry()));
    }

    private static Subscription to(String target) {
        return SubscriptionBuilder.builder()
                .id("sub_1")
                .name("desk")
                .kind("mail")
                .target(URI.create(target))
                .payload(Subscription.Payload.THIN)
                .ordering(Subscription.Ordering.ARTICLE)
                .maxConcurrent(1)
                .after(Position.NONE)
                .createdAt(Instant.EPOCH)
                .build();
    }

    private static Message message(String title) {
        return message(title, false);
    }

    private static Message message(String title, boolean imported) {
        LogEvent event = LogEvent.of(Json.read("""
                {"position":7,"at":"2026-11-28T08:00:00Z","result":{"outcome":"published","status":201,"article":"fog","revision":1,
                 "path":"/2026/fog.html"},
                 "card":{"title":"%s","date":"2026-11-28T09:00:00+08:00","modifiedAt":"2026-11-28T08:00:00Z"},"purge":[],"imported":%s}
                """.formatted(title, imported), Publication.class));
        return new Message(event, false, "evt_7", "{}".getBytes(StandardCharsets.UTF_8), Instant.now(), 1);
    }
}
