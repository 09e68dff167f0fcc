package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Gateway gateway = Gateway.start();

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void anybodyMaySubscribeToAFeed() {
        gateway.delivery.answers(_ -> new Reply(202, Map.of(), ""));
        HttpResponse<String> answer = ask("hub.mode=subscribe", FORM);
        assertThat(answer.statusCode()).isEqualTo(202);
        FakeService.Seen seen = gateway.delivery.seen.getLast();
        assertThat(seen.uri()).isEqualTo("/websub");
        assertThat(seen.body()).isEqualTo("hub.mode=subscribe");
        assertThat(seen.headers().get("Content-Type")).isEqualTo(FORM);
    }

    @Test
    void whatTheHubSaysIsPassedOn() {
        gateway.delivery.answers(_ ->
                new Reply(503, Map.of("Content-Type", "text/plain;charset=UTF-8", "Retry-After", "60"), "Too many.\n"));
        HttpResponse<String> answer = ask("x", FORM);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(answer.body()).isEqualTo("Too many.\n");
    }

    @Test
    void aRequestThatIsTooLargeIsRefused() {
        int before = gateway.delivery.seen.size();
        assertThat(ask("x".repeat(20_000), FORM).statusCode()).isEqualTo(413);
        assertThat(gateway.delivery.seen).hasSize(before);
    }

    private HttpResponse<String> ask(String body, String type) {
        return gateway.send("/api/websub", it -> it.POST(BodyPublishers.ofString(body)), "Content-Type", type);
    }
}
