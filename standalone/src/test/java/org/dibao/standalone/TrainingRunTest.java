package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dibao.standalone.training.TrainingRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class TrainingRunTest {
    @TempDir
    Path folder;

    @Test
    void everythingThatItDoesSucceeds() throws Exception {
        try (Standalone dibao = Standalone.start(Options.onFreePorts(folder.resolve("data")))) {
            URI url = URI.create(dibao.url());
            TrainingRun.run(url, dibao.apiKey(), Files.createDirectories(folder.resolve("work")), 20);

            String page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(url.resolve("/tag/edited.html"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(page).contains("Training 0:", "Training 5:");
        }
    }
}
