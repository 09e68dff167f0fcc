package org.dibao.support.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.ValidatorFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** Applications with one wrong setting each. */
class SettingFaultsTest {

    @Validated
    @ConfigurationProperties("oven")
    record OvenSettings(
            @MustBe("1 to 4") @DefaultValue("2") int trays,
            @MustBe("1s or more") @DefaultValue("1m") Duration bakingTime,
            @MustBe("1KB to 1MB") @DefaultValue("4KB") DataSize recipe,
            @DefaultValue("http://127.0.0.1") URI shop) {
        OvenSettings {
            if (trays == 4 && bakingTime.toSeconds() > 60) {
                throw new IllegalArgumentException(
                        "oven.trays is 4; with oven.baking-time above 60s it must be less",
                        new IllegalStateException("too hot"));
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(OvenSettings.class)
    static class Oven {}

    @ParameterizedTest
    @ValueSource(
            strings = {"oven.trays=1", "oven.trays=4", "oven.baking-time=1s", "oven.recipe=1024", "oven.recipe=1MB"})
    void boundsAreAllowedValues(String setting) {
        start(setting);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            oven.trays=0             | oven.trays is "0"; it must be 1 to 4
            oven.trays=5             | oven.trays is "5"; it must be 1 to 4
            oven.trays=many          | oven.trays is "many"; it must be a whole number
            oven.baking-time=999ms   | oven.baking-time is "999ms"; it must be 1s or more
            oven.baking-time=long    | oven.baking-time is "long"; it must be a time, such as 500ms, 10s or 2m
            oven.recipe=2MB          | oven.recipe is "2MB"; it must be 1KB to 1MB
            oven.recipe=big          | oven.recipe is "big"; it must be a size, such as 512KB or 16MB
            oven.shop=%%             | oven.shop is "%%"; it must be an address, such as http://127.0.0.1:8081
            oven.trays=4 oven.baking-time=2m | oven.trays is 4; with oven.baking-time above 60s it must be less
            oven.trays=0 oven.recipe=1B      | oven.trays is "0"; it must be 1 to 4. oven.recipe is "1B"; it must be 1KB to 1MB
            """)
    void aFaultNamesTheSettingItsValueAndWhatIsAllowed(String settings, String sentence) {
        assertThatThrownBy(() -> start(settings.split(" ")))
                .satisfies(failure -> assertThat(SettingFaults.in(failure))
                        .hasValueSatisfying(told ->
                                assertThat(told.split("\\. ")).containsExactlyInAnyOrder(sentence.split("\\. "))));
    }

    @Test
    void wrongSettingsAreFoundBeforeThereIsAService() {
        Map<Class<?>, String> groups = Map.of(OvenSettings.class, "oven", NeedsMore.class, "oven");
        assertThat(SettingsCheck.fault(groups, Map.of("oven.trays", "3", "oven.other", "x")))
                .isEmpty();
        assertThat(SettingsCheck.fault(groups, Map.of("oven.trays", "5")))
                .hasValue("oven.trays is \"5\"; it must be 1 to 4");
        assertThat(SettingsCheck.fault(groups, Map.of("oven.recipe", "big")))
                .hasValue("oven.recipe is \"big\"; it must be a size, such as 512KB or 16MB");
        assertThat(SettingsCheck.fault(groups, Map.of("oven.trays", "4", "oven.baking-time", "2m")))
                .hasValue("oven.trays is 4; with oven.baking-time above 60s it must be less");
    }

    /** Another service's, which cannot be read without what its start gives. */
    record NeedsMore(URI baker) {
        NeedsMore {
            Objects.requireNonNull(baker, "baker");
        }
    }

    @Test
    void aServiceThatCannotStartPrintsThatSentence() {
        assertThatThrownBy(() -> start("oven.trays=0"))
                .satisfies(failure -> assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                                .load(FailureAnalyzer.class, (_, _, _) -> {})
                                .getFirst()
                                .analyze(failure)
                                .getDescription())
                        .isEqualTo("oven.trays is \"0\"; it must be 1 to 4."));
    }

    @Test
    void anotherFailureIsNoFaultOfASetting() {
        assertThat(SettingFaults.in(new IllegalStateException("something else")))
                .isEmpty();
    }

    @Test
    void boundsThatCannotBeReadAreAMistakeInTheCode() {
        record Wrong(@MustBe("at least 3") int number) {}
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            assertThatThrownBy(() -> validators.getValidator().validate(new Wrong(3)))
                    .isInstanceOf(ValidationException.class)
                    .hasStackTraceContaining("at least 3");
        }
    }

    private static void start(String... settings) {
        String[] arguments = java.util.Arrays.stream(settings).map("--"::concat).toArray(String[]::new);
        new SpringApplicationBuilder(Oven.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments)
                .close();
    }
}
