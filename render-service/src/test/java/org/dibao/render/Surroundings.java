package org.dibao.render;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dibao.projector.testkit.Servers;
import org.springframework.context.ConfigurableApplicationContext;

/** A real broker and a database server, and render instances that run on them. */
final class Surroundings extends Servers {

    /** Servers that a test has for itself, to stop them. */
    static Surroundings started() {
        Surroundings surroundings = new Surroundings();
        surroundings.start();
        return surroundings;
    }

    /** One of its own name: topics and database of a name belong together. */
    ConfigurableApplicationContext render(String topic, String... more) {
        String instance = topic + String.join("", more).replaceAll("\\W", "");
        List<String> args = arguments();
        args.addAll(List.of(
                "--dibao.render.mongo-uri=" + mongoUri(topic),
                "--dibao.render.search.dir=" + folder().resolve("search").resolve(instance),
                "--dibao.topics.article-events=" + topic,
                "--dibao.topics.publications=" + topic + "-publications",
                "--spring.cloud.stream.bindings.readLog-in-0.group=render-" + topic));
        args.addAll(List.of(more));
        return RenderApplication.builder().run(args.toArray(String[]::new));
    }

    /** A request as no library would send it. */
    static String raw(ConfigurableApplicationContext render, String target) throws Exception {
        int port = Integer.parseInt(render.getEnvironment().getProperty("local.server.port"));
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: x\r\nDibao-Service-Secret: " + SECRET
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
