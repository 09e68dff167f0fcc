package org.dibao.store;

import java.util.List;
import org.dibao.projector.testkit.Servers;
import org.springframework.context.ConfigurableApplicationContext;

/** A real broker and a database server, and stores that run on them. */
final class Surroundings extends Servers {

    /** One of its own name: topics and database of a name belong together. */
    ConfigurableApplicationContext store(String topic, String... more) {
        return store(topic, List.of(), more);
    }

    /** The arguments of one that runs in a process of its own. */
    List<String> process(String topic, String instance) {
        List<String> args = arguments(topic);
        args.add("--dibao.store.instance=" + instance);
        return args;
    }

    private List<String> arguments(String topic) {
        List<String> args = arguments();
        args.addAll(List.of(
                "--dibao.store.mongo-uri=" + mongoUri(topic),
                "--dibao.topics.articles=" + topic,
                "--dibao.topics.article-events=" + topic + "-events",
                "--spring.cloud.stream.bindings.readLog-in-0.group=store-" + topic));
        return args;
    }

    /** @param sources beans besides the store's own */
    ConfigurableApplicationContext store(String topic, List<Class<?>> sources, String... more) {
        List<String> args = arguments(topic);
        args.addAll(List.of(more));
        return StoreApplication.builder()
                .sources(sources.toArray(Class<?>[]::new))
                .run(args.toArray(String[]::new));
    }
}
