package org.dibao.support.settings;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/** Reads settings as a service will at its start, before there is one. */
public final class SettingsCheck {
    private SettingsCheck() {}

    /**
     * What is wrong with the settings, as {@link SettingFaults} says it.
     *
     * @param groups what settings are read into, by their common prefix
     * @param given  settings by their names
     * @return empty if nothing is, as far as these settings alone tell
     */
    public static Optional<String> fault(Map<Class<?>, String> groups, Map<String, String> given) {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            var validator = new SpringValidatorAdapter(validators.getValidator());
            for (Map.Entry<Class<?>, String> group : groups.entrySet()) {
                Optional<String> fault = fault(group.getKey(), group.getValue(), given, validator);
                if (fault.isPresent()
                        && fault(group.getKey(), group.getValue(), Map.of(), validator)
                                .isEmpty()) {
                    return fault;
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<String> fault(
            Class<?> type, String prefix, Map<String, String> given, SpringValidatorAdapter validator) {
        try {
            new Binder(new MapConfigurationPropertySource(given))
                    .bindOrCreate(prefix, Bindable.of(type), new ValidationBindHandler(validator));
            return Optional.empty();
        } catch (BindException e) {
            return SettingFaults.in(e);
        }
    }
}
