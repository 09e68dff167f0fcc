package org.dibao.store.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.dibao.contract.article.Revision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerRequest;

class RevisionRangeTest {
    private static final Limits LIMITS = new Limits(20, 100, 100, 1000);

    @ParameterizedTest
    @CsvSource({
        "'',                  50,  50,  31",
        "'',                   3,   3,   1",
        "limit=2,             50,  50,  49",
        "limit=1000,         500, 500, 401",
        "before=31,           50,  30,  11",
        "before=4&limit=100,  50,   3,   1",
        "before=1,            50,   0,   1",
        "before=2147483647,   50,  50,  31"
    })
    void itEndsBeforeTheGivenOneAndHasAsManyAsAskedFor(String query, int last, int newest, int oldest) {
        assertThat(RevisionRange.asked(request(query), LIMITS).upTo(new Revision(last)))
                .isEqualTo(new RevisionRange(newest, oldest));
    }

    private static ServerRequest request(String query) {
        return ServerRequest.create(
                MockServerWebExchange.from(MockServerHttpRequest.get("/articles/a/revisions?" + query)),
                HandlerStrategies.withDefaults().messageReaders());
    }
}
