package org.dibao.gateway;

import org.dibao.support.access.ManagementPort;
import org.dibao.support.boot.ServiceAutoConfiguration;
import org.dibao.support.trace.TracingConfiguration;
import org.dibao.support.web.DroppedErrorsConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The gateway. Its defaults are in {@code gateway.yml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan
@Import({ManagementPort.class, DroppedErrorsConfiguration.class, TracingConfiguration.class})
@ServiceAutoConfiguration
public class GatewayApplication {

    /** Reads {@code gateway.yml}; may run alongside other applications in one JVM. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=gateway");
    }

    public static void main(String[] args) {
        builder().run(args);
    }
}
