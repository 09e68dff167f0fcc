package org.dibao.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A store whose clock runs faster. Since {@value #ORIGIN}, time passes as many times as fast as {@value #SPEED} says. */
public final class ClockedStore {
    static final String ORIGIN = "dibao.clock.origin";
    static final String SPEED = "dibao.clock.speed";

    private ClockedStore() {}

    public static void main(String[] args) {
        StoreApplication.builder().sources(FastClock.class).run(args);
    }

    /** What a store says that was started with these options. */
    static Instant now(Instant origin, int speed) {
        return origin.plus(Duration.between(origin, Instant.now()).multipliedBy(speed));
    }

    static List<String> options(Instant origin, int speed) {
        return List.of("-D" + ORIGIN + "=" + origin, "-D" + SPEED + "=" + speed);
    }

    @Configuration(proxyBeanMethods = false)
    static class FastClock {
        @Bean
        Clock clock() {
            Instant origin = Instant.parse(Objects.requireNonNull(System.getProperty(ORIGIN)));
            int speed = Integer.getInteger(SPEED, 1);
            return new Clock() {
                @Override
                public Instant instant() {
                    return now(origin, speed);
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };
        }
    }
}
