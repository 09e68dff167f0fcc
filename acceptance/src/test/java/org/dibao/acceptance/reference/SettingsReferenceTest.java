package org.dibao.acceptance.reference;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dibao.support.settings.SettingFaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/** Each setting is declared in one record, described, bounded and in the table. */
class SettingsReferenceTest {
    private static final List<Setting> SETTINGS = Setting.all();
    private static final Set<String> NAMES =
            SETTINGS.stream().map(Setting::name).collect(toCollection(TreeSet::new));
    private static final Map<String, String> HEADINGS = Map.of(
            "all",
            "All services",
            "gateway",
            "Gateway",
            "ingest",
            "Ingest",
            "store",
            "Store",
            "render",
            "Render",
            "delivery",
            "Delivery");
    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

    static Stream<Setting> settings() {
        return SETTINGS.stream();
    }

    static Stream<Setting> bounded() {
        return SETTINGS.stream().filter(it -> it.bounds() != null);
    }

    static Stream<Class<?>> records() {
        return SETTINGS.stream()
                .filter(it -> it.owner() != null)
                .<Class<?>>map(SettingsReferenceTest::root)
                .distinct();
    }

    @Test
    void theTableIsUpToDate() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String service : List.of("all", "gateway", "ingest", "store", "render", "delivery")) {
            all.append("\n## ").append(HEADINGS.get(service)).append("\n\n");
            all.append("| setting | default | allowed | meaning |\n|---|---|---|---|\n");
            SETTINGS.stream()
                    .filter(it -> it.service().equals(service))
                    .map(SettingsReferenceTest::row)
                    .forEach(all::append);
        }
        new GeneratedPart("settings.md").mustBe(all.append("\n").toString());
    }

    private static String row(Setting setting) {
        String bounds = setting.bounds();
        return "| `" + setting.name() + "` | "
                + (setting.fallback().isEmpty() ? "none" : "`" + setting.fallback() + "`") + " | "
                + (bounds == null ? "" : bounds) + " | "
                + setting.meaning().replaceAll("\\{@code ([^}]*)}", "`$1`") + " |\n";
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aSettingSaysWhatItIsAndANumberHasBounds(Setting setting) {
        assertThat(setting.meaning())
                .describedAs("%s needs an @param in the Javadoc of %s", setting.name(), setting.owner())
                .isNotBlank();
        if (Set.of(int.class, long.class, Duration.class, DataSize.class).contains(setting.type())) {
            assertThat(setting.bounds())
                    .describedAs("%s needs @MustBe in %s", setting.name(), setting.owner())
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void defaultsAreValid(Class<?> settings) {
        assertThat(bind(settings, Map.of())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void aValueOutOfBoundsIsRefusedWithNameValueAndBounds(Setting setting) {
        String bounds = String.valueOf(setting.bounds());
        Matches.of("(\\S+) to (\\S+)", bounds).ifPresent(both -> refuses(setting, beyond(both.group(2), 1)));
        refuses(setting, beyond(bounds.split(" ")[0], -1));
    }

    private static void refuses(Setting setting, String value) {
        Throwable refusal = catchThrowable(() -> bind(root(setting), Map.of(setting.name(), value)));
        assertThat(refusal).describedAs("%s=%s", setting.name(), value).isNotNull();
        assertThat(SettingFaults.in(refusal).orElseThrow())
                .contains(setting.name())
                .containsAnyOf(
                        setting.name() + " is \"" + value + "\"; it must be " + setting.bounds(),
                        // A rule about two settings is looked at before the bounds of each.
                        "it must not be less than dibao.",
                        "it must not be more than dibao.");
    }

    /** The number in front of the unit, one more or one less. */
    private static String beyond(String bound, int by) {
        MatchResult parts = Matches.of("(\\d+)(\\D*)", bound).orElseThrow();
        return (Long.parseLong(parts.group(1)) + by) + parts.group(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dibao.ingest.limits.tags        | many  | a whole number
            dibao.ingest.web.read-within    | long  | a time, such as 500ms, 10s or 2m
            dibao.gateway.pages.cache-size  | large | a size, such as 512KB or 16MB
            """)
    void aValueThatCannotBeReadIsRefusedWithNameAndValue(String name, String value, String kind) {
        Setting setting = SETTINGS.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        Throwable refusal = catchThrowable(() -> bind(root(setting), Map.of(name, value)));
        assertThat(SettingFaults.in(refusal)).contains(name + " is \"" + value + "\"; it must be " + kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dibao.store.page-size           | 101
            dibao.render.pages.limit        | 101
            dibao.render.pages.max-looks    | 99
            dibao.render.scan-timeout       | 5s
            dibao.render.theme-max-total    | 1KB
            dibao.gateway.ingest-url        | 127.0.0.1:8081
            dibao.store.mongo-uri           | mongodb://127.0.0.1
            dibao.render.mongo-uri          | nowhere
            dibao.delivery.mongo-uri        | nowhere
            dibao.delivery.retry-delays     | 0s
            dibao.delivery.key              | two words
            dibao.api-key                   | two words
            """)
    void aValueThatDoesNotGoWithOthersIsRefusedWithItsName(String name, String value) {
        Setting setting = SETTINGS.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        Throwable refusal = catchThrowable(() -> bind(root(setting), Map.of(name, value)));
        assertThat(SettingFaults.in(refusal).orElseThrow()).contains(name).contains("must");
    }

    /** A password in an address and a key appear in no message. */
    @ParameterizedTest
    @CsvSource({
        "dibao.store.mongo-uri, mongodb://me:s3cret@127.0.0.1",
        "dibao.api-key, s3cret key",
        "dibao.delivery.key, s3cret key"
    })
    void aSecretIsNotShown(String name, String value) {
        Setting setting = SETTINGS.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        Throwable refusal = catchThrowable(() -> bind(root(setting), Map.of(name, value)));
        assertThat(refusal).hasStackTraceContaining(name);
        assertThat(refusal).extracting(SettingFaults::in).asString().doesNotContain("s3cret");
    }

    /** As Boot binds it: what is not annotated with {@code @Validated} is not validated. */
    private static Object bind(Class<?> settings, Map<String, String> given) {
        ConfigurationProperties annotation = settings.getAnnotation(ConfigurationProperties.class);
        BindHandler handler = settings.isAnnotationPresent(Validated.class)
                ? new ValidationBindHandler(new SpringValidatorAdapter(VALIDATORS.getValidator()))
                : BindHandler.DEFAULT;
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate(annotation.value(), Bindable.of(settings), handler);
    }

    /** The record that is bound: the one that reads the setting, or the one that this is a part of. */
    private static Class<?> root(Setting setting) {
        Class<?> owner = Objects.requireNonNull(setting.owner());
        if (owner.isAnnotationPresent(ConfigurationProperties.class)) {
            return owner;
        }
        return SETTINGS.stream()
                .<Class<?>>mapMulti(
                        (it, take) -> Optional.ofNullable(it.owner()).ifPresent(take))
                .filter(it -> it.isAnnotationPresent(ConfigurationProperties.class))
                .filter(it -> Stream.of(it.getRecordComponents()).anyMatch(part -> part.getType() == owner))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void settingsAreReadByTheirRecordsAlone() throws IOException {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.dibao.standalone..", "org.dibao.acceptance..")
                // They look at where Spring's own server listens.
                .and()
                .doNotHaveSimpleName("GatewayOnlyConfiguration")
                .and()
                .doNotHaveSimpleName("GatewayAddress")
                // It reads what was given into the records, before there is a service.
                .and()
                .doNotHaveSimpleName("SettingsCheck")
                .should()
                .dependOnClassesThat(assignableTo(PropertyResolver.class).or(assignableTo(Binder.class)))
                .because("a setting that is read in another way is missing from docs/settings.md")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.dibao"));

        Set<String> read = new HashSet<>();
        Pattern placeholder = Pattern.compile("\\$\\{(dibao\\.[a-z0-9.-]+)");
        for (var type : ClassFiles.all()) {
            ClassFiles.strings(type)
                    .forEach(text -> Matches.all(placeholder, text).forEach(it -> read.add(it.group(1))));
        }
        for (Path file : Checkout.files(".", ".yml")) {
            Matches.all(placeholder, Files.readString(file)).forEach(it -> read.add(it.group(1)));
        }
        assertThat(NAMES).containsAll(read);
    }

    /** In prose a name may stand for all that begin with it, and {@code .last-part} for another of the same group. */
    @Test
    void whatTheDocumentsNameIsThere() throws IOException {
        Map<String, String> unknown = new TreeMap<>();
        Set<String> variables = NAMES.stream()
                .map(it -> it.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"))
                .collect(toSet());
        // What docker-compose.yml and the launcher themselves take, such as ports.
        for (String script : List.of("docker-compose.yml", "docker-compose.readers.yml", "dibao")) {
            Matches.all(
                            Pattern.compile("\\$\\{(DIBAO_[A-Z_]+)"),
                            Files.readString(Checkout.root().resolve(script)))
                    .forEach(it -> variables.add(it.group(1)));
        }
        Pattern name = Pattern.compile("`(dibao\\.[a-z0-9.-]+)`");
        Pattern variable = Pattern.compile("(?<![{A-Z_])(DIBAO_[A-Z_]+)(?=[:=])");
        for (Path file : Checkout.files(".", ".md", "docker-compose.yml")) {
            String text = Files.readString(file);
            Matches.all(name, text)
                    .map(it -> it.group(1))
                    .filter(it -> !NAMES.contains(it) && NAMES.stream().noneMatch(known -> known.startsWith(it + ".")))
                    .forEach(it -> unknown.put(it, file.toString()));
            Matches.all(variable, text)
                    .map(it -> it.group(1))
                    .filter(it -> !variables.contains(it))
                    .forEach(it -> unknown.put(it, file.toString()));
        }
        assertThat(unknown).isEmpty();
    }
}
