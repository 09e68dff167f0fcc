package org.dibao.standalone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dibao.gateway.connections.GatewayAddress;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The addresses of running services, from the services themselves: a port that was not configured is known once it is
 * bound.
 */
final class ServiceAddresses {
    /** In the order of the documented management ports: 9080 to 9084. */
    static final List<Service> IN_ORDER =
            List.of(Service.GATEWAY, Service.INGEST, Service.STORE, Service.RENDER, Service.DELIVERY);

    private ServiceAddresses() {}

    /** The address of a service, without a trailing slash. */
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

    /** The services' health addresses, by service name. */
    static Map<String, String> health(Map<Service, ConfigurableApplicationContext> contexts) {
        Map<String, String> urls = management(contexts);
        urls.replaceAll((_, url) -> url + "/actuator/health");
        return urls;
    }

    private static String port(ConfigurableApplicationContext context, String name) {
        return Objects.requireNonNull(context.getEnvironment().getProperty(name), name);
    }
}
