package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SiteAddressesTest {
    @Test
    void articlesThatNothingLeadsToAreAmongThem() {
        try (SmallServer server = new SmallServer("/", SiteAddressesTest::answer);
                Api api = new Api(new Target(server.url(), null, Path.of("none"), null), Duration.ofSeconds(5))) {
            assertThat(new SiteAddresses(api, false).all())
                    .startsWith("/")
                    .contains("/ads.txt", "/imprint.html", "/%E6%A1%A5/second.html");
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        SmallServer.answer(
                exchange,
                200,
                "application/json",
                switch (String.valueOf(exchange.getRequestURI())) {
                    case "/api/site" -> "{\"files\":{\"ads.txt\":\"none\"}}";
                    case "/api/events/page?limit=500&after=snapshot" ->
                        "{\"events\":[{\"article\":\"a\",\"path\":\"/imprint.html\"}],\"cursor\":\"0-x\",\"more\":true}";
                    case "/api/events/page?limit=500&after=0-x" ->
                        "{\"events\":[{\"article\":\"b\",\"path\":\"/桥/second.html\"}],\"cursor\":\"1-x\",\"more\":false}";
                    default -> throw new AssertionError(exchange.getRequestURI());
                });
    }
}
