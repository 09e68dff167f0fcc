package org.dibao.support.settings;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The bounds of a number, a {@link java.time.Duration} or a {@link org.springframework.util.unit.DataSize}, written as
 * the setting itself is written: {@code @MustBe("1 to 100")}, {@code @MustBe("100ms to 30s")},
 * {@code @MustBe("1KB or more")}. Both bounds are allowed values. The same text appears in error messages and in the
 * table of settings.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = BoundsValidator.class)
public @interface MustBe {

    /** {@code <least> to <greatest>} or {@code <least> or more}. */
    String value();

    String message() default "must be {value}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
