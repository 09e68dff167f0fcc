package org.dibao.acceptance.chaos.broken;

import java.util.function.UnaryOperator;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts something else in the place of a service's bean. */
record Replacing<T>(Class<T> type, UnaryOperator<T> other) implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return type.isInstance(bean) ? other.apply(type.cast(bean)) : bean;
    }
}
