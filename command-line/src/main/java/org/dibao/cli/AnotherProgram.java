package org.dibao.cli;

import java.io.IOException;
import java.net.http.HttpResponse;

/** What answers at the address is not Dibao. */
final class AnotherProgram extends IOException {
    private AnotherProgram(int status) {
        super("what answers there is not Dibao, with status " + status);
    }

    /**
     * All that the API answers to programs is in JSON, and what a proxy in front of it answers has other statuses.
     *
     * @param answer for an address of the API
     */
    static void requireNone(HttpResponse<?> answer) throws AnotherProgram {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        boolean foreign = switch (answer.statusCode()) {
            case 404, 405, 501 -> !type.contains("json");
            default -> answer.statusCode() / 100 == 2 && type.startsWith("text/html");
        };
        if (foreign) {
            throw new AnotherProgram(answer.statusCode());
        }
    }
}
