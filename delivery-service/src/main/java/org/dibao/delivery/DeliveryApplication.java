package org.dibao.delivery;

import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.dibao.support.access.GatewayOnlyConfiguration;
import org.dibao.support.boot.ServiceAutoConfiguration;
import org.dibao.support.loop.LoopsConfiguration;
import org.dibao.support.trace.TracingConfiguration;
import org.dibao.support.web.DroppedErrorsConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** Delivery as a standalone service. Its defaults are in {@code delivery.yml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan
@ServiceAutoConfiguration
@EnableConfigurationProperties({KafkaSettings.class, TopicSettings.class, DeliverySettings.class})
@Import({
    GatewayOnlyConfiguration.class,
    DroppedErrorsConfiguration.class,
    LoopsConfiguration.class,
    TracingConfiguration.class
})
public class DeliveryApplication {

    public static void main(String[] args) {
        builder().run(args);
    }

    /** The application as {@link #main} runs it; it can also run alongside others. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(DeliveryApplication.class).properties("spring.config.name=delivery");
    }
}
