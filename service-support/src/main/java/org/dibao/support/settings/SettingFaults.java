package org.dibao.support.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Explains invalid settings, in a sentence that names the setting, shows its value and says what it must be. */
public final class SettingFaults {
    private SettingFaults() {}

    /**
     * What is wrong with the settings, for example {@code dibao.ingest.limits.tags is "0"; it must be 1 or more}.
     *
     * @param failure that ended the start
     * @return empty if the failure is not about a setting
     */
    public static Optional<String> in(Throwable failure) {
        BindValidationException invalid = find(failure, BindValidationException.class);
        if (invalid != null) {
            ValidationErrors errors = invalid.getValidationErrors();
            return Optional.of(errors.getAllErrors().stream()
                    .map(error -> sentence(error, errors.getBoundProperties()))
                    .collect(Collectors.joining(". ")));
        }
        BindException unbound = find(failure, BindException.class);
        return Optional.ofNullable(unbound).map(SettingFaults::sentence);
    }

    private static String sentence(ObjectError error, Set<ConfigurationProperty> given) {
        if (!(error instanceof FieldError field)) {
            return error.getObjectName() + ": " + error.getDefaultMessage();
        }
        String name = field.getObjectName() + "." + DataObjectPropertyName.toDashedForm(field.getField());
        Object value = given.stream()
                .filter(it -> it.getName().equals(ConfigurationPropertyName.of(name)))
                .findFirst()
                .<Object>map(ConfigurationProperty::getValue)
                .orElse(String.valueOf(field.getRejectedValue()));
        return name + " is \"" + value + "\"; it " + field.getDefaultMessage();
    }

    private static String sentence(BindException unbound) {
        ConfigurationProperty property = unbound.getProperty();
        boolean unread = find(unbound, ConversionFailedException.class) != null
                || find(unbound, ConverterNotFoundException.class) != null;
        if (property == null || !unread) {
            return ownWords(unbound);
        }
        return property.getName() + " is \"" + property.getValue() + "\"; it must be "
                + kind(unbound.getTarget().getType().resolve(Object.class));
    }

    private static String kind(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a time, such as 500ms, 10s or 2m";
        }
        if (type == DataSize.class) {
            return "a size, such as 512KB or 16MB";
        }
        if (type == Path.class) {
            return "a path";
        }
        if (type == URI.class) {
            return "an address, such as http://127.0.0.1:8081";
        }
        return type.getSimpleName();
    }

    /** Of what was thrown where the settings are checked; its own cause need not know which setting it is about. */
    private static String ownWords(BindException unbound) {
        IllegalArgumentException checked = find(unbound, IllegalArgumentException.class);
        if (checked != null) {
            return String.valueOf(checked.getMessage());
        }
        Throwable root = unbound;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
