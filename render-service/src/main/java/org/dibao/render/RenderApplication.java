package org.dibao.render;

import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.dibao.render.theme.ThemeSettings;
import org.dibao.render.web.PageSettings;
import org.dibao.support.access.GatewayOnlyConfiguration;
import org.dibao.support.loop.LoopsConfiguration;
import org.dibao.support.trace.TracingConfiguration;
import org.dibao.support.web.DroppedErrorsConfiguration;
import org.dibao.support.web.UsersTrafficConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** Render as a standalone service. Its defaults are in {@code render.yml}. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableConfigurationProperties({
    KafkaSettings.class,
    TopicSettings.class,
    RenderSettings.class,
    PageSettings.class,
    ThemeSettings.class
})
@Import({
    RenderConfiguration.class,
    GatewayOnlyConfiguration.class,
    DroppedErrorsConfiguration.class,
    LoopsConfiguration.class,
    TracingConfiguration.class,
    UsersTrafficConfiguration.class
})
public class RenderApplication {

    public static void main(String[] args) {
        builder().run(args);
    }

    /** The application as {@link #main} runs it; it can also run alongside others. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(RenderApplication.class).properties("spring.config.name=render");
    }
}
