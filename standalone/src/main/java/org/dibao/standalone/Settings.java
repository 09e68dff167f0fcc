package org.dibao.standalone;

import java.util.Map;
import java.util.TreeMap;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.embedded.EmbeddedMongo;

/**
 * The settings that let the five services run in one process.
 *
 * @param kafka the running broker
 * @param databases the running database server
 */
record Settings(Options options, EmbeddedKafka kafka, EmbeddedMongo databases) {

    /** The settings of one service, as arguments. */
    String[] of(Service service) {
        Map<String, String> s = new TreeMap<>();
        s.put("server.port", String.valueOf(service == Service.GATEWAY ? options.port() : 0));
        s.put("management.server.port", String.valueOf(options.managementPort(service)));
        s.put("management.server.address", "127.0.0.1");
        s.put("management.metrics.system.diskspace.paths", options.data().toString());
        s.put("management.health.diskspace.path", options.data().toString());
        s.put("dibao.kafka.bootstrap-servers", kafka.bootstrapServers());
        s.put("dibao.topics.replication", "1");
        s.put("dibao.service-secret-file", inDataFolder("service-secret"));
        s.put("spring.main.banner-mode", "off");
        switch (service) {
            case GATEWAY -> {
                s.put("dibao.files.dir", inDataFolder("files"));
                s.put("dibao.gateway.data-dir", options.data().toString());
                if (options.apiKey() != null) {
                    s.put("dibao.api-key", options.apiKey());
                }
            }
            case INGEST -> s.put("dibao.files.dir", inDataFolder("files"));
            case DELIVERY -> {
                s.put("dibao.delivery.mongo-uri", databases.uri("delivery"));
                s.put("dibao.delivery.key-file", inDataFolder("delivery-key"));
            }
            case STORE -> s.put("dibao.store.mongo-uri", databases.uri("store"));
            case RENDER -> {
                s.put("dibao.render.mongo-uri", databases.uri("render"));
                s.put("dibao.render.search.dir", inDataFolder("search"));
                s.put("dibao.render.theme-kept-dir", inDataFolder("theme"));
            }
        }
        s.putAll(options.settings());
        if (service != Service.GATEWAY) {
            // Whatever the settings say, only the gateway is reachable from outside.
            s.put("server.address", "127.0.0.1");
        }
        // Each name only once, because Boot would join the values of two.
        return s.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    private String inDataFolder(String name) {
        return options.data().resolve(name).toString();
    }
}
