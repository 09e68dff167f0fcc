package org.dibao.ingest;

import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.TopicSettings;
import org.dibao.ingest.imports.ImportSettings;
import org.dibao.ingest.kafka.AppendSettings;
import org.dibao.ingest.web.WebSettings;
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

/** Ingest as a standalone service. Its defaults are in {@code ingest.yml}. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        excludeName = {
            // Ingest uses the plain client; these are on the class path when all services share one.
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.metrics.KafkaMetricsAutoConfiguration",
            "org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration",
            "org.springframework.boot.integration.autoconfigure.IntegrationGraphEndpointAutoConfiguration",
            "org.springframework.boot.integration.autoconfigure.metrics.IntegrationMetricsAutoConfiguration",
            "org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration",
            "org.springframework.cloud.function.cloudevent.CloudEventsFunctionExtensionConfiguration",
            "org.springframework.cloud.function.context.config.KotlinLambdaToFunctionAutoConfiguration",
            "org.springframework.cloud.function.context.config.FunctionsEndpointAutoConfiguration",
            "org.springframework.cloud.function.observability.ObservationAutoConfiguration",
            "org.springframework.cloud.stream.binder.kafka.config.ExtendedBindingHandlerMappingsProviderConfiguration",
            "org.springframework.cloud.stream.binder.kafka.config.MessageConverterHelperConfiguration",
            "org.springframework.cloud.stream.config.BindersHealthIndicatorAutoConfiguration",
            "org.springframework.cloud.stream.config.ChannelsEndpointAutoConfiguration",
            "org.springframework.cloud.stream.config.BindingsEndpointAutoConfiguration",
            "org.springframework.cloud.stream.config.BindingServiceConfiguration",
            "org.springframework.cloud.stream.function.FunctionConfiguration"
        })
@EnableConfigurationProperties({
    KafkaSettings.class,
    TopicSettings.class,
    LimitSettings.class,
    AppendSettings.class,
    ImportSettings.class,
    WebSettings.class
})
@Import({
    IngestConfiguration.class,
    GatewayOnlyConfiguration.class,
    DroppedErrorsConfiguration.class,
    LoopsConfiguration.class,
    TracingConfiguration.class,
    UsersTrafficConfiguration.class
})
public class IngestApplication {

    public static void main(String[] args) {
        builder().run(args);
    }

    /** The application as {@link #main} runs it; it can also run alongside others. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(IngestApplication.class).properties("spring.config.name=ingest");
    }
}
