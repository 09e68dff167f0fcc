package org.dibao.acceptance.chaos.broken;

import org.dibao.projector.mongo.Database;
import org.dibao.store.StoreApplication;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** A store whose older writes replace newer ones. */
final class Unguarded {
    public static void main(String[] args) {
        StoreApplication.builder().sources(Unguarded.class).run(args);
    }

    @Bean
    static BeanPostProcessor otherWrites() {
        return new Replacing<>(Database.class, database -> OtherWrites.in(database, OtherWrites.unguarded()));
    }
}
