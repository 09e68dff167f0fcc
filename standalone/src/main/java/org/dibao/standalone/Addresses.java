package org.dibao.standalone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dibao.gateway.connections.GatewayAddress;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Where services that run answer, as they tell it themselves: a port that was not given is known once it is bound. */
final class Addresses {
    /** In the order of the documented management ports: 9080, 9081, 9082, 9083. */
    static final List<Service> IN_ORDER = List.of(Service.GATEWAY, Service.INGEST, Service.STORE, Service.RENDER);

    private Addresses() {}

    /** The address of a service, without a slash at its end. */
    static String url(Service service, ConfigurableApplicationContext context) {
        return service == Service.GATEWAY
                ? GatewayAddress.of((WebServerApplicationContext) context).toString()
                : "http://127.0.0.1:" + port(context, "local.server.port");
    }

    /** Each service's management address by its name, in the documented order. */
    static Map<String, String> management(Map<Service, ConfigurableApplicationContext> contexts) {
        Map<String, String> urls = new LinkedHashMap<>();
        for (Service service : IN_ORDER) {
            ConfigurableApplicationContext context = contexts.get(service);
            if (context != null) {
                urls.put(service.title(), "http://127.0.0.1:" + port(context, "local.management.port"));
            }
        }
        return urls;
    }

    /** Where to ask for the health of services, by their names. */
    static Map<String, String> health(Map<Service, ConfigurableApplicationContext> contexts) {
        Map<String, String> urls = management(contexts);
        urls.replaceAll((_, url) -> url + "/actuator/health");
        return urls;
    }

    private static String port(ConfigurableApplicationContext context, String name) {
        return Objects.requireNonNull(context.getEnvironment().getProperty(name), name);
    }
}
