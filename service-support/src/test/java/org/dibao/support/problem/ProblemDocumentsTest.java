package org.dibao.support.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;

/** What goes over the wire, byte by byte: programs read it. */
class ProblemDocumentsTest {

    @Test
    void aProblemNamesItsField() {
        assertThat(text(ProblemDocuments.of(Problem.of(Problem.Type.INVALID, "title", "an article has a title"))))
                .isEqualTo("{\"type\":\"/problems/invalid\",\"title\":\"The article is not valid\",\"status\":422,"
                        + "\"detail\":\"an article has a title\",\"field\":\"title\"}");
    }

    @Test
    void aProblemOfASubmissionNamesItsPositionAndItsArticle() {
        ProblemDetail document = ProblemDocuments.of(Problem.Type.PATH_TAKEN, "/a.html is taken");
        document.setProperty("position", new Position(7));
        document.setProperty("article", new ArticleId("a"));
        assertThat(text(document))
                .isEqualTo("{\"type\":\"/problems/path-taken\",\"title\":\"The path is taken\","
                        + "\"status\":409,\"detail\":\"/a.html is taken\",\"position\":7,\"article\":\"a\"}");
    }

    @Test
    void aProblemThatIsNothingButItsStatus() {
        assertThat(text(ProblemDocuments.of(HttpStatus.METHOD_NOT_ALLOWED, "This address knows GET only.")))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Method Not Allowed\",\"status\":405,"
                        + "\"detail\":\"This address knows GET only.\"}");
    }

    @Test
    void whatEscapesIsAnsweredAsAProblemThatNobodyKeeps() {
        MockServerHttpResponse response = handled(new ProblemHandler(), new IllegalStateException("a secret"));
        assertThat(response.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(response.getHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(response.getBodyAsString().block())
                .startsWith("{\"type\":\"about:blank\"")
                .doesNotContain("secret");
    }

    @Test
    void anExceptionThatIsAnAnswerKeepsItsHeadersAndHasNoStackTrace() {
        ProblemException problem = new ProblemException(
                ProblemDocuments.of(Problem.Type.UNAVAILABLE, "later"),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "3"));
        assertThat(problem.getStackTrace()).isEmpty();
        MockServerHttpResponse response = handled(new ProblemHandler(), problem);
        assertThat(response.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("3");
        assertThat(response.getBodyAsString().block()).contains("/problems/unavailable");
    }

    @Test
    void aServiceAnswersItsOwnFailures() {
        ProblemHandler handler = new ProblemHandler(failure -> failure instanceof NoSuchElementException
                ? new ProblemException(Problem.of(Problem.Type.GONE, "it was withdrawn"))
                : null);
        assertThat(handled(handler, new NoSuchElementException()).getStatusCode())
                .isEqualTo(HttpStatus.GONE);
        assertThat(handled(handler, new InvalidMediaTypeException("x", "no slash"))
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void whatSpringRefusesIsNoDefect() {
        assertThat(handled(new ProblemHandler(), new ResponseStatusException(HttpStatus.NOT_FOUND))
                        .getBodyAsString()
                        .block())
                .contains("\"type\":\"/problems/not-found\"")
                .contains("There is no GET /there.");
        assertThat(handled(new ProblemHandler(), new ResponseStatusException(HttpStatus.CONFLICT, "twice"))
                        .getBodyAsString()
                        .block())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409,\"detail\":\"twice\"}");
    }

    private static MockServerHttpResponse handled(ProblemHandler handler, Throwable failure) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/there"));
        handler.handle(exchange, failure).block();
        return exchange.getResponse();
    }

    private static String text(ProblemDetail document) {
        return new String(ProblemDocuments.bytes(document), StandardCharsets.UTF_8);
    }
}
