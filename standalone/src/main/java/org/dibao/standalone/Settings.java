package org.dibao.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.embedded.EmbeddedMongo;

/** The settings that make four services of four processes into four of one. */
final class Settings {
    private Settings() {}

    /** One service's settings as arguments; each name once, because Boot would join the values of two. */
    static String[] of(
            Service service, Options options, Addresses addresses, EmbeddedKafka kafka, EmbeddedMongo mongo) {
        Map<String, String> s = new TreeMap<>();
        s.put("server.port", String.valueOf(addresses.http().get(service)));
        s.put("management.server.address", "127.0.0.1");
        s.put("management.server.port", String.valueOf(addresses.management().get(service)));
        s.put("dibao.kafka.bootstrap-servers", kafka.bootstrapServers());
        s.put("dibao.topics.replication", "1");
        s.put(
                "dibao.service-secret-file",
                options.data().resolve("service-secret").toString());
        s.put("spring.main.banner-mode", "off");
        switch (service) {
            case GATEWAY -> {
                s.put("dibao.gateway.ingest-url", addresses.url(Service.INGEST));
                s.put("dibao.gateway.store-url", addresses.url(Service.STORE));
                s.put("dibao.gateway.render-url", addresses.url(Service.RENDER));
                s.put("dibao.gateway.data-dir", options.data().toString());
                if (options.apiKey() != null) {
                    s.put("dibao.api-key", options.apiKey());
                }
            }
            case INGEST -> {}
            case STORE -> s.put("dibao.store.mongo-uri", mongo.uri("store"));
            case RENDER -> {
                s.put("dibao.render.mongo-uri", mongo.uri("render"));
                s.put(
                        "dibao.render.search.dir",
                        options.data().resolve("search").toString());
                s.put(
                        "dibao.render.theme-kept-dir",
                        options.data().resolve("theme").toString());
            }
        }
        s.putAll(options.settings());
        if (service != Service.GATEWAY) {
            // Whatever the settings say: only the gateway is reached from outside.
            s.put("server.address", "127.0.0.1");
        }
        List<String> arguments = new ArrayList<>();
        s.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments.toArray(String[]::new);
    }
}
