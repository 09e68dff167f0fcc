package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start takes seconds, in which other programs take ports: no port is chosen before it is bound. */
@Timeout(180)
class BusyMachineTest {
    @TempDir
    Path data;

    @RepeatedTest(2)
    void aStartDoesNotFailBecauseOthersTakePortsMeanwhile() throws Exception {
        try (var busy = new BusyPorts();
                Standalone dibao = Standalone.start(Options.onFreePorts(data));
                HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(dibao.url() + "/api/status"));
            assertThat(http.send(request.build(), BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            assertThat(dibao.notWell()).isEmpty();
            assertThat(busy).isNotNull();
        }
    }
}
