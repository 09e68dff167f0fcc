package org.dibao.standalone;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.embedded.Ports;

/**
 * Where everything listens on 127.0.0.1. Ports that are not given are chosen beforehand, because services must know each other's.
 *
 * @param http each service's port
 * @param management each service's management port
 */
record Addresses(Map<Service, Integer> http, Map<Service, Integer> management) {
    /** In the order of the documented management ports: 9080, 9081, 9082, 9083. */
    private static final List<Service> IN_ROW = List.of(Service.GATEWAY, Service.INGEST, Service.STORE, Service.RENDER);

    static Addresses choose(Options options) {
        if (options.port() != 0 && !Ports.isFree(options.port())) {
            throw taken(options.port(), "--port");
        }
        if (options.kafkaPort() != 0 && !Ports.isFree(options.kafkaPort())) {
            throw taken(options.kafkaPort(), "--kafka-port");
        }
        Deque<Integer> free = new ArrayDeque<>(Ports.free(2 * IN_ROW.size()));
        Map<Service, Integer> http = new EnumMap<>(Service.class);
        Map<Service, Integer> management = new EnumMap<>(Service.class);
        for (int i = 0; i < IN_ROW.size(); i++) {
            Service service = IN_ROW.get(i);
            int wanted = options.managementPort() == 0 ? 0 : options.managementPort() + i;
            if (wanted != 0 && !Ports.isFree(wanted)) {
                throw taken(wanted, "--management-port");
            }
            management.put(service, wanted != 0 ? wanted : free.remove());
            http.put(service, service == Service.GATEWAY && options.port() != 0 ? options.port() : free.remove());
        }
        return new Addresses(Map.copyOf(http), Map.copyOf(management));
    }

    String url(Service service) {
        return "http://127.0.0.1:" + http.get(service);
    }

    String managementUrl(Service service) {
        return "http://127.0.0.1:" + management.get(service);
    }

    /** Each service's management address by its name, in the documented order. */
    Map<String, String> managementUrls() {
        return managementUrls(IN_ROW);
    }

    /** The management addresses of some services by their names. */
    Map<String, String> managementUrls(Collection<Service> services) {
        Map<String, String> urls = new LinkedHashMap<>();
        services.forEach(service -> urls.put(service.title(), managementUrl(service)));
        return urls;
    }

    /** Where to ask for the health of some services, by their names. */
    Map<String, String> health(Collection<Service> services) {
        Map<String, String> urls = managementUrls(services);
        urls.replaceAll((_, url) -> url + "/actuator/health");
        return urls;
    }

    private static StartFailed taken(int port, String option) {
        return new StartFailed("Port " + port + " is taken: end what listens there, or start with another one, such as "
                + option + " " + (port + 1) + ".");
    }
}
