package org.dibao.support.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** For the services behind the gateway, which answer nobody else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServiceSecretSettings.class)
@Import(ManagementPort.class)
public class GatewayOnlyConfiguration {

    @Bean
    GatewayOnly gatewayOnly(ServiceSecretSettings settings, ApplicationContext service) {
        return new GatewayOnly(settings.secret(beyondThisMachine(service.getEnvironment())), service);
    }

    private static @Nullable String beyondThisMachine(Environment environment) {
        InetAddress address = Binder.get(environment)
                .bind("server.address", InetAddress.class)
                .orElse(null);
        if (address != null && address.isLoopbackAddress()) {
            return null;
        }
        return environment.getProperty("spring.application.name", "this service") + " listens at "
                + (address == null ? "all addresses" : address.getHostAddress())
                + " (server.address), where other machines reach it";
    }
}
