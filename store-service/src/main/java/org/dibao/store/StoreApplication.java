package org.dibao.store;

import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.dibao.support.access.GatewayOnlyConfiguration;
import org.dibao.support.loop.LoopsConfiguration;
import org.dibao.support.trace.TracingConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** The store as a standalone service. Its defaults are in {@code store.yml}. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableConfigurationProperties({KafkaSettings.class, TopicSettings.class, StoreSettings.class})
@Import({StoreConfiguration.class, GatewayOnlyConfiguration.class, LoopsConfiguration.class, TracingConfiguration.class
})
public class StoreApplication {

    public static void main(String[] args) {
        builder().run(args);
    }

    /** The application as {@link #main} runs it; it can also run alongside others. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(StoreApplication.class).properties("spring.config.name=store");
    }
}
