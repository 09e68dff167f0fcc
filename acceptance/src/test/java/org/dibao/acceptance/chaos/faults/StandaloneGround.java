package org.dibao.acceptance.chaos.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.system.OwnProcess;

/** All in one process. */
public final class StandaloneGround implements Ground {
    private final SmallDisk disk;
    private final OwnProcess system;
    private final Poison poison = new Poison();

    public StandaloneGround(Path folder) {
        disk = new SmallDisk(folder.resolve("disk"));
        system = OwnProcess.in(
                folder.resolve("disk/data"),
                "dibao.ingest.storage.min-free=" + SmallDisk.MIN_FREE_MEGABYTES + "MB",
                "dibao.delivery.target.allow=127.0.0.0/8",
                "dibao.delivery.target.ports=1-65535",
                "dibao.delivery.retry-delays=100ms,200ms,500ms",
                "dibao.gateway.limits.per-key=0",
                "dibao.gateway.limits.per-address=0");
    }

    @Override
    public Site site() {
        return system.site();
    }

    @Override
    public Fault fault(Random random) {
        int which = random.nextInt(13);
        if (which == 12) {
            return poison.alone(site(), random);
        } else if (which > 9) {
            return poison.before(
                    new Fault("kill -9", Duration.ZERO, true, system::kill, system::startAgain), site(), random);
        } else if (which < 1 && disk.isMounted()) {
            return disk.full(site(), 1 + random.nextInt(8));
        } else if (which < 6) {
            return new Fault("kill -9", Duration.ZERO, true, system::kill, system::startAgain);
        } else if (which < 8) {
            return new Fault("stop", Duration.ZERO, true, system::stop, system::startAgain);
        }
        return new Fault("pause", Duration.ofSeconds(2 + random.nextInt(20)), false, system::pause, system::goOn);
    }

    /** All databases are made anew from the log. */
    @Override
    public void forgetPages() {
        system.kill();
        system.dropDatabases();
        system.startAgain();
    }

    @Override
    public void close() {
        system.close();
        disk.close();
    }
}
