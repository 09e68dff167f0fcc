package org.dibao.support.settings;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** Checks a value against the bounds of {@link MustBe}; null is valid. */
public final class BoundsValidator implements ConstraintValidator<MustBe, Object> {
    private static final Pattern BOUNDS = Pattern.compile("(?<least>\\S+) (?:or more|to (?<greatest>\\S+))");

    private String least = "";
    private @Nullable String greatest;

    @Override
    public void initialize(MustBe bounds) {
        Matcher matcher = BOUNDS.matcher(bounds.value());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "@MustBe(\"" + bounds.value() + "\"): write \"<least> to <greatest>\" or \"<least> or more\"");
        }
        least = matcher.group("least");
        greatest = matcher.group("greatest");
    }

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
        return switch (value) {
            case null -> true;
            case Integer number -> isWithin(number, Integer::valueOf);
            case Long number -> isWithin(number, Long::valueOf);
            case Duration time -> isWithin(time, DurationStyle::detectAndParse);
            case DataSize size -> isWithin(size, DataSize::parse);
            default -> throw new IllegalArgumentException("@MustBe is not for " + value.getClass());
        };
    }

    private <T extends Comparable<T>> boolean isWithin(T value, Function<String, T> parse) {
        return value.compareTo(parse.apply(least)) >= 0
                && (greatest == null || value.compareTo(parse.apply(greatest)) <= 0);
    }
}
