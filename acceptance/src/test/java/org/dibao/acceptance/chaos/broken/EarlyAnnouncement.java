package org.dibao.acceptance.chaos.broken;

import org.dibao.projector.mongo.Database;
import org.dibao.render.RenderApplication;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** A render that announces what it has not applied yet. */
final class EarlyAnnouncement {
    private static final long MILLIS = 400;

    public static void main(String[] args) {
        RenderApplication.builder().sources(EarlyAnnouncement.class).run(args);
    }

    @Bean
    static BeanPostProcessor early() {
        return new Replacing<>(Database.class, database -> OtherWrites.in(database, OtherWrites.later(MILLIS)));
    }
}
