package org.dibao.delivery.targets;

import static org.dibao.delivery.targets.TargetSettingsBuilding.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.netty.resources.LoopResources;

/** What a test opens, closed after it: the last one first. Thread-safe. */
public final class Opened implements AfterEachCallback {
    private final List<AutoCloseable> all = new ArrayList<>();

    public synchronized <T extends AutoCloseable> T keep(T opened) {
        all.add(opened);
        return opened;
    }

    /**
     * A client that may call every port on loopback.
     *
     * @param given further settings: names without their prefix, and values
     */
    public TargetClient client(String... given) {
        LoopResources loops = LoopResources.create("targets", 1, true);
        keep(loops::dispose);
        String[] all = Stream.concat(Stream.of("allow", "127.0.0.0/8", "ports", "1-65535"), Stream.of(given))
                .toArray(String[]::new);
        return keep(new TargetClient(settings(all), loops));
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable one : all.reversed()) {
            one.close();
        }
        all.clear();
    }
}
