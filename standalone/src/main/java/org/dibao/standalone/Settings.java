package org.dibao.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.embedded.EmbeddedMongo;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The settings that make four services of four processes into four of one.
 *
 * @param kafka the broker, which runs
 * @param databases the database server, which runs
 */
record Settings(Options options, EmbeddedKafka kafka, EmbeddedMongo databases) {

    /** Those of a service behind the gateway, as arguments. */
    String[] behind(Service service) {
        Map<String, String> s = common(service);
        switch (service) {
            case STORE -> s.put("dibao.store.mongo-uri", databases.uri("store"));
            case RENDER -> {
                s.put("dibao.render.mongo-uri", databases.uri("render"));
                s.put("dibao.render.search.dir", inDataFolder("search"));
                s.put("dibao.render.theme-kept-dir", inDataFolder("theme"));
            }
            case INGEST, GATEWAY -> {}
        }
        s.putAll(options.settings());
        // Whatever the settings say: only the gateway is reached from outside.
        s.put("server.address", "127.0.0.1");
        return arguments(s);
    }

    /**
     * Those of the gateway, as arguments.
     *
     * @param behind the services behind it, which run
     */
    String[] gateway(Map<Service, ConfigurableApplicationContext> behind) {
        Map<String, String> s = common(Service.GATEWAY);
        behind.forEach((service, context) ->
                s.put("dibao.gateway." + service.title() + "-url", Addresses.url(service, context)));
        s.put("dibao.gateway.data-dir", options.data().toString());
        if (options.apiKey() != null) {
            s.put("dibao.api-key", options.apiKey());
        }
        s.putAll(options.settings());
        return arguments(s);
    }

    private Map<String, String> common(Service service) {
        Map<String, String> s = new TreeMap<>();
        s.put("server.port", String.valueOf(service == Service.GATEWAY ? options.port() : 0));
        s.put("management.server.port", String.valueOf(options.managementPort(service)));
        s.put("management.server.address", "127.0.0.1");
        s.put("dibao.kafka.bootstrap-servers", kafka.bootstrapServers());
        s.put("dibao.topics.replication", "1");
        s.put("dibao.service-secret-file", inDataFolder("service-secret"));
        s.put("spring.main.banner-mode", "off");
        return s;
    }

    private String inDataFolder(String name) {
        return options.data().resolve(name).toString();
    }

    /** Each name once, because Boot would join the values of two. */
    private static String[] arguments(Map<String, String> settings) {
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments.toArray(String[]::new);
    }
}
