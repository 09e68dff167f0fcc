package org.dibao.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.dibao.acceptance.chaos.faults.Fault;
import org.dibao.acceptance.chaos.faults.Ground;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.subscriber.Relay;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One short round, in which nothing breaks but connections: of clients, readers and subscribers. {@code acceptance/chaos}
 * does the rest.
 */
@Tag("standalone") // its webhook is a server of the tests
@ExtendWith(Running.class)
class ChaosTest {
    private static final int CUTS = 40;
    private static final int PAUSE_MILLIS = 60;

    /** A site that is reached by connections that are cut at random. */
    private record CutOff(Site site, Relay relay) implements Ground {

        static CutOff of(Site site, long seed) {
            Relay relay = new Relay(site.address(), CUTS, PAUSE_MILLIS, seed);
            return new CutOff(new Site(relay.address(), site.key(), site.kafka()), relay);
        }

        @Override
        public boolean isAlone() {
            return false;
        }

        /** For the middle of the round. */
        @Override
        public Fault fault(Random random) {
            Runnable allCut = () -> await().atMost(Duration.ofMinutes(1)).until(() -> relay.cutsDone() >= 1);
            return new Fault("cut connections", Duration.ZERO, false, relay::begin, allCut);
        }

        @Override
        public void forgetPages() {}

        @Override
        public void close() {
            relay.close();
        }
    }

    @Test
    void afterARandomHistoryOverBrokenConnectionsEverythingIsAsItMustBe(Site site) {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("ChaosTest: -Ddibao.seed=" + seed);
        try (Ground ground = CutOff.of(site, seed);
                Run run = new Run(ground, seed, System.out)) {
            assertThat(run.round(1, 1, Pattern.compile(""))).isEmpty();
            System.out.println("ChaosTest: " + run.summary());
        }
    }
}
