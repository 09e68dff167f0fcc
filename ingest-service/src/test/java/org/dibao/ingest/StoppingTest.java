package org.dibao.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(120)
class StoppingTest {
    @Test
    void anUploadThatIsStillOpenDoesNotKeepIngestFromStopping() throws IOException {
        ConfigurableApplicationContext application = IngestApplication.builder()
                .run(
                        "--dibao.kafka.bootstrap-servers=127.0.0.1:1", // nothing gets as far as the log
                        "--dibao.service-secret=of-the-tests",
                        "--server.port=0",
                        "--management.server.port=0");
        int port = Integer.parseInt(String.valueOf(application.getEnvironment().getProperty("local.server.port")));
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(
                            ("POST /api/imports HTTP/1.1\r\nHost: x\r\nDibao-Service-Secret: of-the-tests\r\nContent-Type: application/gzip\r\n"
                                            + "Content-Length: 1000000\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, -1}); // gzip, so far
            MeterRegistry meters = application.getBean(MeterRegistry.class);
            await().until(() -> meters.get("dibao.permits.used")
                            .tag("of", "imports")
                            .gauge()
                            .value()
                    == 1);
            long start = System.nanoTime();
            application.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
        }
    }
}
