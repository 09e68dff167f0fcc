package org.dibao.ingest.storage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.dibao.contract.event.Problem;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.ingest.kafka.BrokerDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DiskSpaceTest {
    private static final StorageSettings SETTINGS =
            new StorageSettings(DataSize.ofMegabytes(100), Duration.ofSeconds(1));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Changing log = new Changing("the log");
    private final Changing files = new Changing("the files");
    private final DiskSpace disks = new DiskSpace(List.of(log, files), SETTINGS, meters);

    private static final class Changing implements Disk {
        private final String content;
        private OptionalLong free = OptionalLong.empty();

        private Changing(String content) {
            this.content = content;
        }

        @Override
        public String content() {
            return content;
        }

        @Override
        public OptionalLong free() {
            return free;
        }
    }

    private void left(Changing disk, long megabytes) {
        disk.free = OptionalLong.of(megabytes << 20);
        disks.look();
    }

    @Test
    void nothingIsAcceptedUntilThereIsRoomAgain() {
        left(log, 100);
        left(files, 100);
        assertThat(disks.problem()).isNull();

        left(files, 99);
        Problem full = requireNonNull(disks.problem());
        assertThat(full.status()).isEqualTo(507);
        assertThat(full.detail()).contains("the files", "99 MB left", "100 MB are kept free");

        left(files, 100);
        assertThat(disks.problem()).isNull();
    }

    /** One that does not answer may be as full as before. */
    @Test
    void whatCannotBeAskedIsAsItWas() {
        disks.look();
        assertThat(disks.problem()).as("not known yet").isNull();

        left(log, 99);
        log.free = OptionalLong.empty();
        disks.look();
        assertThat(disks.problem()).isNotNull();
        assertThat(meters.get("dibao.disk.free").tag("of", "the log").gauge().value())
                .isEqualTo(99 << 20);
    }

    @Test
    void brokerAndFolderTellWhatIsLeft(@TempDir Path folder) throws Exception {
        long all = Files.getFileStore(folder).getTotalSpace();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                BrokerDisk broker = new BrokerDisk(new KafkaSettings(kafka.bootstrapServers()))) {
            assertThat(broker.free().orElseThrow()).isBetween(1L, all);
        }
        assertThat(new FolderDisk("files", folder).free().orElseThrow()).isBetween(1L, all);
        assertThat(new FolderDisk("files", folder.resolve("not there yet")).free())
                .isEmpty();
    }
}
