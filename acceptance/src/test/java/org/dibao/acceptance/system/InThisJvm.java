package org.dibao.acceptance.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.dibao.acceptance.client.Site;
import org.dibao.standalone.Options;
import org.dibao.standalone.Standalone;

/** Everything in the tests' own JVM, on free ports, in a folder that is deleted afterwards. */
record InThisJvm(Standalone standalone, Path data) implements SystemUnderTest {

    static SystemUnderTest start() {
        try {
            Path data = Files.createTempDirectory("dibao-acceptance");
            Options options = Options.onFreePorts(data)
                    // Subscribers of the tests listen here.
                    .with("dibao.delivery.target.allow", "127.0.0.0/8")
                    .with("dibao.delivery.target.ports", "1-65535");
            return new InThisJvm(Standalone.start(options), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Site site() {
        return new Site(URI.create(standalone.url()), standalone.apiKey(), standalone.kafkaBootstrap());
    }

    @Override
    public void close() {
        standalone.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
