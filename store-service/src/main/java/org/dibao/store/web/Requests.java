package org.dibao.store.web;

import java.util.function.Function;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.Problem;
import org.dibao.support.problem.ProblemException;
import org.springframework.web.reactive.function.server.ServerRequest;

/** What a request names: a path variable or a parameter of its address. */
final class Requests {
    private Requests() {}

    static ArticleId id(ServerRequest request) {
        return read(request, "id", ArticleId::new);
    }

    /** A path variable that cannot be a valid name is not found. */
    static <T> T read(ServerRequest request, String name, Function<String, T> reader) {
        try {
            return reader.apply(request.pathVariable(name));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(Problem.Type.NOT_FOUND, "there is nothing at this address"));
        }
    }

    static int number(ServerRequest request, String name, int otherwise, int max) {
        String text = request.queryParam(name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return Math.min(number, max);
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new ProblemException(
                new Problem(Problem.Type.MALFORMED, 400, name + " must be a number, 1 or more", name));
    }

    static ProblemException malformed(String field, String detail) {
        return new ProblemException(Problem.of(Problem.Type.MALFORMED, field, detail));
    }
}
